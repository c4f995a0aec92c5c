package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last move of the marker in the base's history: one phase on, or what a person made of it. */
final class MarkerMove {

    private static final int SHOWN = 10;

    private static final String GO_ON = "find out why; crossfade propose --resume goes on";

    private final Plan plan;
    private final Layout layout;
    private final CommitSeen commit;
    private final @Nullable Marker before;
    private final @Nullable Marker after;

    MarkerMove(Plan plan, FileChange change) {
        this.plan = plan;
        this.layout = plan.migration().layout();
        this.commit = change.commit();
        this.before = Marker.read(change.before(), layout).orElse(null);
        this.after = Marker.read(change.after(), layout).orElse(null);
    }

    /** Why nobody should go on from it without a word. */
    Optional<Problem> stop() {
        if (after != null && after.undone() != null) {
            return Optional.of(undone(after, after.undone()));
        }
        if (before != null && (after == null || after.number() < before.number())) {
            return Optional.of(stopped("phase " + before.phase() + " was reverted by " + by(), GO_ON));
        }
        List<String> passed = passed();
        return passed.isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.blocker(
                        ErrorCode.PHASES_AT_ONCE,
                        Where.file(layout.marker()),
                        "one commit took several phases, " + String.join(", ", passed) + " and " + phase() + ": "
                                + by(),
                        "see that the gates of each hold in the cluster (crossfade explain PHASE lists them); crossfade"
                                + " propose --resume goes on"));
    }

    private Problem undone(Marker marker, String undone) {
        if (undone.equals(marker.phase())) {
            return stopped(
                    "the undo of phase " + undone + " has begun with " + by() + ", and its second commit is missing",
                    "crossfade rollback " + undone + " proposes it when Argo CD has synced the first; crossfade propose"
                            + " --resume gives the undo up");
        }
        return before != null && undone.equals(before.undone()) && marker.number() > before.number()
                ? stopped(
                        "phase " + undone + " had been undone when phase " + marker.phase() + " was merged by " + by(),
                        GO_ON)
                : stopped("phase " + undone + " was undone by " + by(), GO_ON);
    }

    private Problem stopped(String what, String cure) {
        return Problem.blocker(
                ErrorCode.MIGRATION_STOPPED,
                Where.file(layout.marker()),
                what + "; the migration stands still since then",
                cure);
    }

    /** Phases with a commit that the move passed over. */
    List<String> passed() {
        if (after == null) {
            return List.of();
        }
        List<Sequence.Entry> rest = before == null
                ? plan.entries()
                : plan.entries().stream()
                        .filter(entry -> entry.number() > before.number())
                        .toList();
        return rest.stream()
                .filter(entry -> entry.step() != null && entry.number() < after.number())
                .map(Sequence.Entry::id)
                .toList();
    }

    private String phase() {
        return after == null ? "none" : after.phase();
    }

    private String by() {
        return commit.id().substring(0, SHOWN) + " of " + commit.author() + ", \"" + commit.subject() + "\"";
    }
}
