package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.render.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergeHistoryTest {

    private static final Layout LAYOUT = new Layout("prod", "network");
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant THURSDAY = Instant.parse("2026-03-05T10:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T10:00:00Z");

    /** Merged on Monday, taken back on Tuesday, and again in the base, which was moved on to its commit. */
    private static List<FileChange> again(@Nullable Instant followed) {
        FileChange first = new FileChange(commit("first", MONDAY), files(0), files(1), false, MONDAY);
        FileChange back = new FileChange(commit("back", TUESDAY), files(1), files(0), false, TUESDAY);
        FileChange second =
                new FileChange(commit("second", TUESDAY.plusSeconds(1)), files(0), files(1), true, followed);
        return List.of(second, back, first);
    }

    private static CommitSeen commit(String id, Instant committed) {
        return new CommitSeen(id, List.of("parent of " + id), "Jo <jo@example.com>", committed, id, false);
    }

    /** @param number of the phase that the marker names; none for 0 */
    private static Tree files(int number) {
        Map<String, String> files = number == 0
                ? Map.of()
                : Map.of(LAYOUT.marker(), "data: {phase: prepare, number: \"" + number + "\", plan: abc}\n");
        return new Tree() {
            @Override
            public Optional<String> read(String path) {
                return Optional.ofNullable(files.get(path));
            }

            @Override
            public SortedSet<String> list(String below) {
                return new TreeSet<>(files.keySet());
            }

            @Override
            public SortedMap<String, String> links() {
                return new TreeMap<>();
            }
        };
    }

    private static Optional<ApplicationRule.Merge> merge(List<FileChange> moves, @Nullable Instant said) {
        return new MergeHistory(moves, LAYOUT, (phase, commit) -> Optional.ofNullable(said)).of("prepare");
    }

    @Test
    void aForgesWordComesBeforeTheDateOfALaterCommit() {
        assertThat(merge(again(FRIDAY), THURSDAY)).contains(new ApplicationRule.Merge("second", THURSDAY));
        assertThat(merge(again(FRIDAY), null)).contains(new ApplicationRule.Merge("second", FRIDAY));
        assertThat(merge(again(null), null)).isEmpty();
    }

    /** A forge may show the branch's present commit in a request that was merged long ago. */
    @Test
    void whatWasMergedBeforeItWasTakenBackIsNotThisMerge() {
        assertThat(merge(again(null), MONDAY)).isEmpty();
        assertThat(merge(again(FRIDAY), MONDAY)).contains(new ApplicationRule.Merge("second", FRIDAY));
    }

    @Test
    void whoMustHaveATimeMayNameOne() {
        MergeHistory history = new MergeHistory(again(null), LAYOUT, (phase, commit) -> Optional.of(MONDAY));

        assertThat(history.orAt(FRIDAY).of("prepare")).contains(new ApplicationRule.Merge("second", FRIDAY));
    }
}
