package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.progress.StatusReport.State;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says where a migration stands, as Git and the forge know, and the cluster where it was asked. */
public final class StatusReporter {

    /** Gates that a sentence names; the table has them all. */
    private static final int NAMED = 4;

    private final Sight sight;
    private final Plan plan;
    private final Proving.Answer answer;
    private final Optional<Proving.Proven> proven;
    private final @Nullable Decision decision;
    private final Instant now;

    private StatusReporter(Sight sight, Proving.Answer answer, @Nullable Decision decision, Instant now) {
        this.sight = sight;
        this.answer = answer;
        this.proven = answer.proven();
        this.decision = decision;
        this.now = now;
        this.plan = sight.preview().plan();
    }

    /**
     * For who decides nothing: as this one look would have it.
     *
     * @param answer what the cluster says of the phase that was merged last, where it was asked
     */
    public static StatusReport of(Sight sight, Proving.Answer answer, Instant now) {
        return new StatusReporter(sight, answer, null, now).report();
    }

    /** @param decision what was decided by it, and by what earlier looks saw */
    static StatusReport of(Sight sight, Proving.Answer answer, Decision decision, Instant now) {
        return new StatusReporter(sight, answer, decision, now).report();
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
        return going(standing);
    }

    /** Nothing that people did is in the way: what Git and forge say, and then what the cluster says. */
    private StatusReport going(Standing standing) {
        Optional<Sequence.Entry> merged = merged();
        Optional<Decision> decided = proven.map(found -> decision == null
                ? new Advance(plan.migration().spec(), now).decide(standing, merged.orElse(null), found.verdicts())
                : decision);
        if (decided.isPresent() && decided.get() instanceof Decision.Hold hold) {
            return report(State.HELD, merged.orElseThrow(), hold.reasons(), again(merged.orElseThrow()));
        }
        if (decided.isPresent() && decided.get() instanceof Decision.ProposeUndo undo) {
            return report(
                    State.HELD,
                    merged.orElseThrow(),
                    undo.reasons(),
                    "crossfade rollback " + undo.phase() + " proposes the way back");
        }
        if (decided.isPresent()
                && decided.get() instanceof Decision.Wait wait
                && proven.orElseThrow().verdict() == Verdict.FAILED) {
            String until = wait.until().map(time -> ", at " + time).orElse("");
            return report(state(), merged.orElseThrow(), List.of(), wait.why() + until);
        }
        if (merged.isPresent() && answer.unjudged().isPresent()) {
            return report(
                    State.MERGED, merged.get(), List.of(), answer.unjudged().get());
        }
        if (standing instanceof Standing.Free free) {
            return free(free, merged);
        }
        return report(
                proven.isEmpty() || isProved() ? State.DONE : state(),
                merged.orElseThrow(() -> new IllegalStateException("a migration that is done has a marker")),
                List.of(),
                proven.isEmpty() || isProved() ? "nothing: every phase is merged" : waits());
    }

    private StatusReport free(Standing.Free free, Optional<Sequence.Entry> merged) {
        PlannedCommit next = free.next();
        if (free.request().isPresent()
                || (free.proposed() && sight.reviews().requests().isEmpty())) {
            String what = free.request()
                    .map(PullRequest::named)
                    .orElseGet(() -> "branch "
                            + SightReader.prefix(plan.migration().spec().name()) + id(next));
            return report(
                    State.PROPOSED,
                    next.entry(),
                    List.of(),
                    proven.isEmpty() || mayComeIn()
                            ? "review and merge " + what + window()
                            : "do not merge " + what + " yet: " + waits());
        }
        String propose = "crossfade propose "
                + (plan.migration().spec().proposals().hasForge()
                        ? "opens the pull request of "
                        : "pushes the branch of ")
                + id(next) + window();
        if (merged.isEmpty()) {
            return report(State.PLANNED, next.entry(), List.of(), propose);
        }
        String then = proven.isEmpty()
                ? "see that the gates of " + merged.get().id() + " hold; then " + propose
                : mayComeIn() ? propose : waits() + "; then " + propose;
        return report(state(), merged.get(), List.of(), then);
    }

    private boolean isProved() {
        return proven.filter(found -> found.verdict() == Verdict.PASSED).isPresent();
    }

    private boolean mayComeIn() {
        return proven.filter(found -> found.verdicts().open().isEmpty()).isPresent();
    }

    private State state() {
        if (isProved()) {
            return State.VERIFIED;
        }
        return proven.filter(Proving.Proven::isApplied).isPresent() ? State.APPLIED : State.MERGED;
    }

    /** The gates that have not passed yet; where all hold, nothing but time is missing. */
    private String waits() {
        List<String> open = proven.stream()
                .flatMap(found -> found.verdicts().open().stream())
                .filter(gate -> !gate.satisfied())
                .map(gate -> gate.gate().id() + " (" + gate.verdict().id() + ")")
                .toList();
        if (open.isEmpty()) {
            return "wait until every gate has held for long enough";
        }
        int more = open.size() - NAMED;
        return "wait for " + open.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** A hold by gates; what each of them takes is told where it stands, and what a gate cannot tell its phase's page may. */
    private String again(Sequence.Entry merged) {
        List<GateVerdict> holding = proven.orElseThrow().gates().stream()
                .filter(gate -> gate.verdict() == Verdict.FAILED || gate.overdue())
                .toList();
        List<String> needing = holding.stream()
                .filter(gate -> gate.needs().isPresent())
                .map(gate -> gate.gate().id())
                .toList();
        List<String> silent = holding.stream()
                .map(gate -> gate.gate().id())
                .filter(gate -> !needing.contains(gate))
                .toList();
        String needs = "do what " + String.join(", ", needing) + (needing.size() == 1 ? " needs" : " need");
        String signs = "see what keeps " + String.join(", ", silent) + " from passing: crossfade explain "
                + merged.phase().id() + " has the signs";
        return Stream.of(needing.isEmpty() ? "" : needs, silent.isEmpty() ? "" : signs)
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; "))
                + "; the hold ends once every gate has passed";
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
                proven.map(Proving.Proven::at).orElse(now),
                new StatusReport.Place(
                        entry,
                        Landing.of(sight, merged, proven),
                        state,
                        sight.reviews().open()),
                new StatusReport.Proofs(
                        merged.map(new PlanRenderer(plan)::gates).orElse(List.of()), entryGates(), answer),
                reasons,
                Outlook.of(
                        next,
                        new WayBack(sight, proven).text(merged),
                        plan.migration().spec().gates(),
                        proven,
                        now));
    }

    private List<Gate> entryGates() {
        return sight.next()
                .map(next -> Objects.requireNonNull(next.entry().step(), "a commit has a step")
                        .entryGates())
                .orElse(List.of());
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
