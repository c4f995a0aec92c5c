package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the declared workloads to zero, in the order in which they are written. */
final class QuiesceWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "quiesce-workloads";
    }

    @Override
    public String title() {
        return "stop the declared workloads";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return migration.spec().workloads().isEmpty() ? Optional.of("no workloads declared") : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        List<List<WorkloadSpec>> groups = Workloads.groups(migration.spec().workloads());
        List<Step> steps = new ArrayList<>();
        for (List<WorkloadSpec> group : groups) {
            String id = Workloads.stepId(id(), groups, group);
            steps.add(Workloads.inGit(group) ? inGit(id, group.get(0)) : byJob(migration, id, group));
        }
        return steps;
    }

    private Step inGit(String id, WorkloadSpec workload) {
        return Step.of(id, "stop " + workload.name(), workspace -> stop(workspace, workload))
                .prose(id() + "/message-git.md")
                .word("workload", workload.namespace() + "/" + workload.name())
                .word("replicas", String.valueOf(workload.replicas()))
                .gates("workloads-stopped")
                .revert("revert; the workload starts again on Calico.");
    }

    private static void stop(Workspace workspace, WorkloadSpec workload) {
        WorkloadFile.scale(workspace, workload, 0, "migration: stopped; ends with resume-workloads");
    }

    private Step byJob(Migration migration, String id, List<WorkloadSpec> group) {
        ScaleJob stop = ScaleJob.stop(migration, id, group);
        ScaleJob start = ScaleJob.counter(migration, id, group);
        return Step.of(id, "stop " + Workloads.names(group), stop::write)
                .prose(id() + "/message-job.md")
                .word("workloads", Workloads.names(group))
                .word("job", stop.name())
                .gates("workloads-stopped")
                .rollback(
                        "crossfade rollback " + id + ", not git revert: a second Job scales the workloads up again.",
                        (before, after) -> Reversal.after(
                                prepared -> {
                                    TemporaryObjects.retire(prepared, migration.layout());
                                    start.write(prepared);
                                },
                                before,
                                after));
    }
}
