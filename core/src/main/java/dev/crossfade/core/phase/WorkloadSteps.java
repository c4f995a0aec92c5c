package dev.crossfade.core.phase;

import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits of a row that scales declared workloads, down or up: a workload that Git keeps has one of its own,
 * neighbours that it does not keep share a Job.
 *
 * @param stops true to scale down, false to scale up
 */
record WorkloadSteps(Migration migration, String row, boolean stops) {

    List<Step> of(List<WorkloadSpec> workloads) {
        List<List<WorkloadSpec>> groups = Workloads.groups(workloads);
        List<Step> steps = new ArrayList<>();
        for (List<WorkloadSpec> group : groups) {
            String id = Workloads.stepId(row, groups, group);
            steps.add(Workloads.inGit(group) ? inGit(id, group.get(0)) : byJob(id, group));
        }
        return steps;
    }

    private Step inGit(String id, WorkloadSpec workload) {
        int replicas = stops ? 0 : WorkloadFile.replicas(workload);
        String why = stops ? "migration: stopped; ends with resume-workloads" : null;
        return gated(Step.of(
                        id,
                        verb() + workload.name(),
                        workspace -> WorkloadFile.scale(workspace, workload, replicas, why)))
                .prose(row + "/message-git.md")
                .word("workload", workload.namespace() + "/" + workload.name())
                .word("replicas", String.valueOf(workload.replicas()))
                .revert(stops ? "revert; the workload starts again on Calico." : "revert; the workload stops again.");
    }

    private Step byJob(String id, List<WorkloadSpec> group) {
        ScaleJob job = new ScaleJob(migration, id, group, stops);
        return gated(Step.of(id, verb() + Workloads.names(group), job::write))
                .prose(row + "/message-job.md")
                .word("workloads", Workloads.names(group))
                .word("job", job.name())
                .rollback(
                        "crossfade rollback " + id + ", not git revert: a second Job scales the workloads "
                                + (stops ? "up" : "down") + " again.",
                        (before, after) -> Reversal.after(
                                prepared -> {
                                    TemporaryObjects.retire(prepared, migration.layout());
                                    job.counter().write(prepared);
                                },
                                before,
                                after));
    }

    private String verb() {
        return stops ? "stop " : "start ";
    }

    private Step gated(Step step) {
        return stops ? step.gates("workloads-stopped") : step.gates("workloads-ready", "nodes-ready", "pods-managed");
    }
}
