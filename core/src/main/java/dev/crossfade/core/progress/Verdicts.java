package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.proof.GateVerdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one look says of a phase's gates, in the three places in which it has some.
 *
 * @param gates those that end the merged phase
 * @param entry those that let the next phase in
 * @param undo those without which the merged phase must not go back
 */
public record Verdicts(List<GateVerdict> gates, List<GateVerdict> entry, List<GateVerdict> undo) {

    /** Before the first phase, or where nobody asked. */
    public static final Verdicts NONE = new Verdicts(List.of(), List.of(), List.of());

    public Verdicts {
        gates = List.copyOf(gates);
        entry = List.copyOf(entry);
        undo = List.copyOf(undo);
    }

    /** The worst of the merged phase's. */
    public Verdict worst() {
        return Verdict.worst(gates.stream().map(GateVerdict::verdict).toList());
    }

    /** True where the next phase may come in; of one that asks for nothing it is. */
    public boolean letIn() {
        return entry.stream().allMatch(gate -> gate.verdict() == Verdict.PASSED);
    }

    /** Those that keep the next phase from coming: of the merged one, and its own. */
    public List<GateVerdict> open() {
        return Stream.concat(gates.stream(), entry.stream())
                .filter(gate -> gate.verdict() != Verdict.PASSED)
                .toList();
    }

    /** Those of the gates that have not passed, the worst first. */
    static List<GateVerdict> worstFirst(List<GateVerdict> gates) {
        return gates.stream()
                .filter(gate -> gate.verdict() != Verdict.PASSED)
                .sorted(Comparator.comparing(GateVerdict::verdict))
                .toList();
    }

    /** Which of the gates are open, each with its verdict, the worst first; empty where none is. */
    static String words(List<GateVerdict> gates) {
        return worstFirst(gates).stream()
                .map(gate -> gate.gate().id() + " " + gate.verdict().id())
                .collect(Collectors.joining(", "));
    }

    /** True where every gate of the merged phase has passed, and every one that the next waits for. */
    public boolean isOver() {
        return worst() == Verdict.PASSED && open().isEmpty();
    }
}
