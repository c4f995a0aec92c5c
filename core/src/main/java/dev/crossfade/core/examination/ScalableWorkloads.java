package dev.crossfade.core.examination;

import dev.crossfade.core.facts.WorkloadFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/** Refuses workloads that a Job cannot scale; in Git any number can be edited, and any object annotated. */
public final class ScalableWorkloads {

    private ScalableWorkloads() {}

    public static List<Problem> check(MigrationSpec spec) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < spec.workloads().size(); i++) {
            WorkloadSpec workload = spec.workloads().get(i);
            WorkloadFacts facts = WorkloadFacts.of(workload.apiVersion(), workload.kind());
            boolean byJob = workload.source() == null && !workload.pauses();
            if (byJob && facts.scaling().isEmpty()) {
                problems.add(Problem.blocker(
                        ErrorCode.WORKLOAD_NOT_SCALABLE,
                        Where.object("spec.workloads." + i),
                        "no Job can scale " + workload.kind() + " " + workload.namespace() + "/" + workload.name()
                                + ": " + facts.notScalable(),
                        "name the object that keeps its number, or a source in Git, or annotations that pause it"));
            }
        }
        return problems;
    }
}
