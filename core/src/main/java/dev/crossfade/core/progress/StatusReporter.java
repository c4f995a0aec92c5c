package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.progress.StatusReport.State;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.ProposalsSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says where a migration stands as far as Git and the forge know. */
public final class StatusReporter {

    private final Sight sight;
    private final Plan plan;
    private final Instant now;

    private StatusReporter(Sight sight, Instant now) {
        this.sight = sight;
        this.now = now;
        this.plan = sight.preview().plan();
    }

    public static StatusReport of(Sight sight, Instant now) {
        return new StatusReporter(sight, now).report();
    }

    private StatusReport report() {
        Standing standing = StandingReader.read(sight);
        if (standing instanceof Standing.Held held) {
            Sequence.Entry at = merged().or(() -> held.next().map(PlannedCommit::entry))
                    .orElseThrow(() -> new IllegalStateException("a migration has a phase behind it or before it"));
            return report(State.HELD, at, held.reasons(), cure(held.reasons()));
        }
        if (standing instanceof Standing.Stopped stopped) {
            return report(
                    stopped.isHold() ? State.HELD : State.STOPPED,
                    merged().orElse(stopped.next().entry()),
                    stopped.reasons(),
                    cure(stopped.reasons()));
        }
        if (standing instanceof Standing.Free free) {
            return free(free);
        }
        return report(
                State.DONE,
                merged().orElseThrow(() -> new IllegalStateException("a migration that is done has a marker")),
                List.of(),
                "nothing: every phase is merged");
    }

    private StatusReport free(Standing.Free free) {
        PlannedCommit next = free.next();
        if (free.request().isPresent()
                || (free.proposed() && sight.reviews().requests().isEmpty())) {
            String what = free.request()
                    .map(PullRequest::named)
                    .orElseGet(() ->
                            "branch " + Lookout.prefix(plan.migration().spec().name()) + id(next));
            return report(State.PROPOSED, next.entry(), List.of(), "review and merge " + what);
        }
        Optional<Sequence.Entry> merged = merged();
        String propose = "crossfade propose "
                + (plan.migration().spec().proposals().forge() == ProposalsSpec.Forge.NONE
                        ? "pushes the branch of "
                        : "opens the pull request of ")
                + id(next) + window();
        return merged.isEmpty()
                ? report(State.PLANNED, next.entry(), List.of(), propose)
                : report(
                        State.MERGED,
                        merged.get(),
                        List.of(),
                        "see that the gates of " + merged.get().id() + " hold; then " + propose);
    }

    private String window() {
        return new ChangeWindows(plan.migration().spec().gates().windows())
                .opens(now)
                .map(opens -> " from " + opens + " on, when the next window opens")
                .orElse("");
    }

    /** The gates are those of what is merged: they come before whatever is merged next. */
    private StatusReport report(State state, Sequence.Entry entry, List<Problem> reasons, String next) {
        Optional<Sequence.Entry> merged = merged();
        return new StatusReport(
                plan,
                new StatusReport.Place(entry, merged.map(Sequence.Entry::number).orElse(0)),
                state,
                sight.reviews().open(),
                merged.map(new PlanRenderer(plan)::gates).orElse(List.of()),
                reasons,
                next);
    }

    /** The phase that the marker names. */
    private Optional<Sequence.Entry> merged() {
        return Marker.read(sight.base().tree(), plan.migration().layout())
                .flatMap(marker -> plan.entry(marker.phase()));
    }

    private static String cure(List<Problem> reasons) {
        return reasons.get(0).cure();
    }

    private static String id(PlannedCommit commit) {
        return commit.entry().id();
    }
}
