package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says how to stop a migration where it stands, and how to go back from there. */
final class WayBack {

    private final Sight sight;
    private final Optional<Proving.Proven> proven;

    WayBack(Sight sight, Optional<Proving.Proven> proven) {
        this.sight = sight;
        this.proven = proven;
    }

    /** @param merged the phase that was merged last */
    String text(Optional<Sequence.Entry> merged) {
        if (sight.next().isEmpty()) {
            return "nothing is left to stop; " + merged.map(this::back).orElse("nothing was merged");
        }
        return stop() + "; "
                + merged.map(this::back).orElse("nothing has changed yet: there is nothing to go back from");
    }

    private String stop() {
        boolean hasForge = sight.preview().plan().migration().spec().proposals().hasForge();
        if (!hasForge) {
            return "nothing goes on while nobody merges the next branch";
        }
        return sight.reviews()
                .open()
                .map(PullRequest::number)
                .map(number -> "to stop here: close pull request " + number + ", or put the label " + SightReader.HOLD
                        + " on it")
                .orElse("to stop here: put the label " + SightReader.HOLD + " on any pull request of the migration");
    }

    private String back(Sequence.Entry merged) {
        Step step = merged.step();
        if (step == null) {
            return "no command takes " + merged.id() + " back: the plan as it is now has no commit for it";
        }
        if (merged.id().equals(sight.undone().orElse(null))) {
            return merged.id() + " was taken back";
        }
        if (step.undo() == Undo.NONE) {
            return "no way back from " + merged.id() + ": " + step.undoText();
        }
        String against = proven.filter(found -> found.entry().id().equals(merged.id())).stream()
                .flatMap(found -> found.verdicts().undo().stream())
                .filter(gate -> gate.verdict() != Verdict.PASSED)
                .map(WayBack::reason)
                .collect(Collectors.joining("; "));
        return against.isEmpty()
                ? "to go back: crossfade rollback " + merged.id() + conditions(step) + means(merged, step)
                : "no way back from " + merged.id() + " as it stands: " + against;
    }

    /** Whether nodes go back, or merely stop, hangs on who moves them. */
    private static String means(Sequence.Entry merged, Step step) {
        return merged.isDriven() ? " (" + step.undoText().replaceFirst("\\.$", "") + ")" : "";
    }

    /** What nobody asked the cluster for. */
    private String conditions(Step step) {
        return proven.isPresent() || step.undoGates().isEmpty()
                ? ""
                : ", if "
                        + step.undoGates().stream().map(gate -> gate.passes()).collect(Collectors.joining("; "))
                        + " (nobody asked the cluster)";
    }

    private static String reason(GateVerdict gate) {
        return gate.gate().id() + " is " + gate.verdict().id() + " (" + gate.reason() + ")";
    }
}
