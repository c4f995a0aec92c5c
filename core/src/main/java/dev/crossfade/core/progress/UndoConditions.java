package dev.crossfade.core.progress;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.time.Instant;
import java.util.List;

/** Asks the cluster whether a phase may still go back. */
final class UndoConditions {

    private final Upstream upstream;
    private final Observatory observatory;

    UndoConditions(Upstream upstream, Observatory observatory) {
        this.upstream = upstream;
        this.observatory = observatory;
    }

    /** @throws CrossfadeException UNDO_REFUSED with all that does not hold, or cannot be told */
    void require(Sight sight, Sequence.Entry entry, Instant now) {
        // what speaks against a way back is so now, whenever the phase was merged
        MergeHistory merges = Unproven.merges(
                        upstream.repository(),
                        upstream.forge(sight.preview().plan().migration().spec()),
                        sight)
                .orAt(now);
        Standpoint at = new Standpoint(
                sight.preview().plan(),
                entry,
                sight.base().tree(),
                merges,
                new GitAncestry(upstream.repository(), now));
        ApplicationRule.Merge merge = merges.of(entry.id())
                .orElseThrow(() -> new IllegalStateException("what goes back was merged: " + entry.id()));
        Proof proof = Proof.ofUndo(merge, at);
        if (proof.asks().isEmpty()) {
            return;
        }
        List<Problem> problems = problems(entry, proof.judge(observatory.look(proof.asks()), Steadiness.none()));
        if (!problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
    }

    /** What speaks against the phase's way back; nothing where all holds. */
    static List<Problem> problems(Sequence.Entry entry, List<GateVerdict> undo) {
        return undo.stream()
                .filter(gate -> gate.verdict() != Verdict.PASSED)
                .map(gate -> problem(entry, gate))
                .toList();
    }

    private static Problem problem(Sequence.Entry entry, GateVerdict gate) {
        boolean unknown = gate.verdict() == Verdict.UNKNOWN;
        return Problem.blocker(
                ErrorCode.UNDO_REFUSED,
                Where.object("undo of " + entry.id()),
                (unknown ? "whether it may go back cannot be told: " : "it must not go back now: ")
                        + gate.gate().id() + ": " + gate.reason(),
                unknown
                        ? "see that the cluster answers; or run the command where no cluster is named (KUBECONFIG unset), and go"
                                + " through the check-list of the pull request yourself"
                        : "crossfade explain " + entry.phase().id()
                                + " says what goes back first; the cluster can stay as it" + " is meanwhile");
    }
}
