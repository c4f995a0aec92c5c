package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.spec.NodesSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far nodes, pods and policies have come, as the look that the gates used saw it.
 *
 * @param wave nothing where no nodes are being moved, or all at once
 */
public record Headway(Census census, Optional<Wave> wave, Optional<Exposure> exposure) {

    private static final String ROTATION = "rotate-nodes";

    /**
     * The wave of nodes that was opened last.
     *
     * @param number from 1
     * @param through true where each of its nodes has moved
     */
    public record Wave(int number, int of, String name, boolean through) {}

    static Headway of(Plan plan, Proving.Proven proven) {
        return new Headway(
                Census.of(proven.look(), plan.migration().spec(), isLabelled(plan, proven.entry())),
                wave(plan.migration().spec().nodes().waves(), proven),
                Exposure.of(plan, proven));
    }

    /** The label goes with clean-nodes, and Cilium alone says that a network is up as soon as Calico has gone. */
    private static boolean isLabelled(Plan plan, Sequence.Entry entry) {
        return plan.entry("remove-calico-workloads")
                .filter(removal -> entry.number() > removal.number())
                .isEmpty();
    }

    private static Optional<Wave> wave(List<NodesSpec.Wave> waves, Proving.Proven proven) {
        String id = proven.entry().id();
        if (!proven.entry().phase().id().equals(ROTATION)) {
            return Optional.empty();
        }
        return IntStream.range(0, waves.size())
                .filter(i -> id.equals(ROTATION + "-" + waves.get(i).name())
                        || id.equals(ROTATION + "-" + waves.get(i).name() + "-recycle"))
                .mapToObj(i -> new Wave(i + 1, waves.size(), waves.get(i).name(), isThrough(proven.gates())))
                .findFirst();
    }

    private static boolean isThrough(List<GateVerdict> gates) {
        return gates.stream()
                .filter(gate -> gate.gate().id().equals("nodes-replaced"))
                .allMatch(gate -> gate.verdict() == Verdict.PASSED || gate.satisfied());
    }
}
