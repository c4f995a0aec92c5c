package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workload that stands still waits for nodes of its own, because it starts again before the others have moved. */
final class WorkloadNodes {

    private WorkloadNodes() {}

    static List<Problem> check(Bound bound) {
        return bound.items("spec.workloads").stream()
                .map(item -> item + ".nodeSelector")
                .filter(selector -> bound.get(selector, Map.class).equals(Optional.of(Map.of())))
                .map(selector -> Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        bound.where(selector),
                        selector
                                + " is empty: resume-workloads would wait for every node, and rotate-nodes comes after it",
                        "name labels that its nodes alone have, or take the entry out: then it moves with its nodes"))
                .toList();
    }
}
