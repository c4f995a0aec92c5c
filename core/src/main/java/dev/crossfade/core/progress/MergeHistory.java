package dev.crossfade.core.progress;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proposal.FileChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The merges of phases, as the moves of the marker in the base's history tell them. */
final class MergeHistory implements Merges {

    private final List<FileChange> moves;
    private final Layout layout;
    private final BiFunction<String, String, Optional<Instant>> times;
    private final @Nullable Instant otherwise;
    private final Map<String, Optional<FileChange>> found = new HashMap<>();

    /**
     * @param moves newest first
     * @param times of a phase and its commit, where the commits do not tell
     */
    MergeHistory(List<FileChange> moves, Layout layout, BiFunction<String, String, Optional<Instant>> times) {
        this(moves, layout, times, null);
    }

    private MergeHistory(
            List<FileChange> moves,
            Layout layout,
            BiFunction<String, String, Optional<Instant>> times,
            @Nullable Instant otherwise) {
        this.moves = List.copyOf(moves);
        this.layout = layout;
        this.times = times;
        this.otherwise = otherwise;
    }

    /** The same, where what nobody knows the time of is taken for merged then. */
    MergeHistory orAt(Instant then) {
        return new MergeHistory(moves, layout, times, then);
    }

    @Override
    public Optional<ApplicationRule.Merge> of(String phase) {
        return move(phase)
                .flatMap(change -> time(phase, change)
                        .or(() -> Optional.ofNullable(otherwise))
                        .map(time -> new ApplicationRule.Merge(change.commit().id(), time)));
    }

    /** What the forge says comes before the date of a later commit, which is too late by as long as nobody else committed. */
    private Optional<Instant> time(String phase, FileChange change) {
        return change.forwarded()
                ? times.apply(phase, change.commit().id())
                        .filter(time -> !time.isBefore(before(change)))
                        .or(change::landed)
                : change.landed();
    }

    /** When the marker was moved the last time before: what was merged and taken back may be meant by a forge's older word. */
    private Instant before(FileChange change) {
        return moves.stream()
                .skip(moves.indexOf(change) + 1L)
                .filter(move -> !move.forwarded())
                .findFirst()
                .map(move -> move.commit().committed())
                .orElse(Instant.MIN);
    }

    /** The commit that brought a phase by itself, or as the last of several; looked for once. */
    Optional<FileChange> move(String phase) {
        return found.computeIfAbsent(
                phase,
                id -> moves.stream().filter(change -> brought(change, id)).findFirst());
    }

    private boolean brought(FileChange change, String phase) {
        Optional<Marker> after = Marker.read(change.after(), layout);
        Optional<Marker> before = Marker.read(change.before(), layout);
        boolean names = after.filter(found -> found.phase().equals(phase) && !phase.equals(found.undone()))
                .isPresent();
        // one step on, or on again after the first commit of its own undo
        return names
                && before.filter(found -> found.number() >= after.get().number() && !phase.equals(found.undone()))
                        .isEmpty();
    }
}
