package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.GatesSpec;
import dev.crossfade.core.spec.MigrationSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one decision: a pure function of where the migration stands, what its gates say, and the time. It goes on only where
 * every gate of the merged phase has passed and, before a phase that asks for more, every entry gate of that phase, too. What
 * only several looks, Git or the forge can say against it, {@link OneStep} adds: it never goes further than this.
 */
public final class Advance {

    private final GatesSpec spec;
    private final boolean hasForge;
    private final Instant now;
    private final Known known;

    /** @param now the time, for windows */
    public Advance(MigrationSpec spec, Instant now) {
        this(spec.gates(), spec.proposals().hasForge(), now, new Known(true, Optional.empty()));
    }

    private Advance(GatesSpec spec, boolean hasForge, Instant now, Known known) {
        this.spec = spec;
        this.hasForge = hasForge;
        this.now = now;
        this.known = known;
    }

    /**
     * What is known beside standing and gates.
     *
     * @param tended false where what is proposed already may have to be brought up to date
     * @param unlooked an Application that Argo CD should have looked at since the merge, and has not
     */
    public record Known(boolean tended, Optional<ObjectId> unlooked) {}

    /** The same decision with more to go by. */
    public Advance knowing(Known more) {
        return new Advance(spec, hasForge, now, more);
    }

    /**
     * @param merged the phase that was merged last, or null before the first
     * @param verdicts what its gates and the next phase's entry gates say; none before the first
     */
    public Decision decide(Standing standing, Sequence.@Nullable Entry merged, Verdicts verdicts) {
        if (standing instanceof Standing.Held held) {
            return new Decision.Hold(held.reasons());
        }
        if (standing instanceof Standing.Stopped stopped) {
            return new Decision.Hold(stopped.reasons());
        }
        if (merged != null) {
            Optional<Decision> not = notYet(merged, verdicts);
            if (not.isPresent()) {
                return not.get();
            }
        }
        if (standing instanceof Standing.Free free) {
            return free(free, verdicts);
        }
        return merged == null
                ? new Decision.Wait("nobody judged the gates of what was merged last", Optional.empty())
                : new Decision.Done();
    }

    /** What the gates of the merged phase leave to do, where they have not all passed. */
    private Optional<Decision> notYet(Sequence.Entry merged, Verdicts verdicts) {
        List<GateVerdict> gates = verdicts.gates();
        if (gates.isEmpty()) {
            return Optional.of(new Decision.Wait("nobody judged the gates of " + merged.id(), Optional.empty()));
        }
        List<GateVerdict> failed = with(gates, Verdict.FAILED);
        if (!failed.isEmpty()) {
            return Optional.of(failed(merged, failed, verdicts.undo()));
        }
        List<GateVerdict> overdue = gates.stream().filter(GateVerdict::overdue).toList();
        if (!overdue.isEmpty()) {
            return Optional.of(new Decision.Hold(problems(merged, overdue)));
        }
        return switch (verdicts.worst()) {
            case PASSED -> Optional.empty();
            case FAILED, UNKNOWN, WAITING ->
                Optional.of(known.unlooked()
                        .<Decision>map(Decision.Refresh::new)
                        .orElseGet(() -> waits("gates of " + merged.id(), gates)));
        };
    }

    /** A way back that the cluster does not allow any more is none: a person decides. */
    private Decision failed(Sequence.Entry merged, List<GateVerdict> failed, List<GateVerdict> undo) {
        Step step = Objects.requireNonNull(merged.step(), "a merged phase has a commit");
        List<Problem> problems = problems(merged, failed);
        if (spec.onFailure() != GatesSpec.OnFailure.UNDO || step.undo() == Undo.NONE) {
            return new Decision.Hold(problems);
        }
        List<Problem> against = UndoConditions.problems(merged, undo);
        return against.isEmpty()
                ? new Decision.ProposeUndo(merged.id(), problems)
                : new Decision.Hold(
                        Stream.of(problems, against).flatMap(List::stream).toList());
    }

    private static Decision.Wait waits(String which, List<GateVerdict> gates) {
        GateVerdict first = Verdicts.worstFirst(gates).get(0);
        return new Decision.Wait(
                which + ": " + Verdicts.words(gates) + "; " + first.gate().id() + ": " + first.reason(),
                Optional.empty());
    }

    /** What the next phase asks for counts before its proposal, and again as long as that is open. */
    private Decision free(Standing.Free free, Verdicts verdicts) {
        PlannedCommit next = free.next();
        Optional<Instant> opens = new ChangeWindows(spec.windows()).opens(now);
        if (!verdicts.letIn()) {
            return waits("entry gates of " + next.entry().id(), verdicts.entry());
        }
        if (free.isOpen(hasForge) && !known.tended()) {
            return new Decision.Propose(next);
        }
        if (free.request().isPresent()) {
            return open(free.request().get(), next, opens);
        }
        if (free.isOpen(hasForge)) {
            return new Decision.Wait(
                    "branch of " + next.entry().id() + " waits for a person's merge", Optional.empty());
        }
        return opens.<Decision>map(time -> new Decision.Wait(
                        "no window is open for " + next.entry().id(), Optional.of(time)))
                .orElseGet(() -> new Decision.Propose(next));
    }

    /** Merging is for people, but where {@code gates.autoMerge} says otherwise; never a point of no return. */
    private Decision open(PullRequest request, PlannedCommit next, Optional<Instant> opens) {
        Step step = Objects.requireNonNull(next.entry().step(), "a commit has a step");
        boolean automatic = !step.isPointOfNoReturn()
                && (spec.autoMerge().contains(next.entry().id())
                        || spec.autoMerge().contains(next.entry().phase().id()));
        if (!automatic || request.draft()) {
            String draft = automatic ? ": it is a draft, and gates.autoMerge merges none" : "";
            return new Decision.Wait(request.named() + " waits for a person's merge" + draft, Optional.empty());
        }
        return opens.<Decision>map(
                        time -> new Decision.Wait("no window is open to merge " + request.named(), Optional.of(time)))
                .orElseGet(() -> new Decision.Merge(request, next));
    }

    private static List<GateVerdict> with(List<GateVerdict> gates, Verdict verdict) {
        return gates.stream().filter(gate -> gate.verdict() == verdict).toList();
    }

    private static List<Problem> problems(Sequence.Entry merged, List<GateVerdict> gates) {
        List<Problem> problems = new ArrayList<>();
        for (GateVerdict gate : gates) {
            problems.add(Problem.blocker(
                    gate.verdict() == Verdict.FAILED ? ErrorCode.GATE_FAILED : ErrorCode.GATE_UNKNOWN,
                    Where.object("gate " + gate.gate().id() + " of " + merged.id()),
                    gate.reason(),
                    gate.needs()
                            .map(Need::line)
                            .orElse("crossfade explain " + merged.phase().id() + " says what the signs mean")));
        }
        return problems;
    }
}
