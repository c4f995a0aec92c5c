package dev.crossfade.core.phase;

import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Brings the declared workloads back, in the reverse order, once every node that they may run on is migrated. */
final class ResumeWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "resume-workloads";
    }

    @Override
    public String title() {
        return "start the declared workloads";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return migration.spec().workloads().isEmpty() ? Optional.of("no workloads declared") : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        List<WorkloadSpec> reversed = new ArrayList<>(migration.spec().workloads());
        Collections.reverse(reversed);
        List<List<WorkloadSpec>> groups = Workloads.groups(reversed);
        List<Step> steps = new ArrayList<>();
        for (List<WorkloadSpec> group : groups) {
            String id = Workloads.stepId(id(), groups, group);
            steps.add(Workloads.inGit(group) ? inGit(id, group.get(0)) : byJob(migration, id, group));
        }
        return steps;
    }

    private Step inGit(String id, WorkloadSpec workload) {
        return Step.of(
                        id,
                        "start " + workload.name(),
                        workspace -> WorkloadFile.scale(workspace, workload, WorkloadFile.replicas(workload), null))
                .prose(id() + "/message-git.md")
                .word("workload", workload.namespace() + "/" + workload.name())
                .word("replicas", String.valueOf(workload.replicas()))
                .gates("workloads-ready", "nodes-ready", "pods-managed")
                .revert("revert; the workload stops again.");
    }

    private Step byJob(Migration migration, String id, List<WorkloadSpec> group) {
        ScaleJob start = ScaleJob.start(migration, id, group);
        ScaleJob stop = ScaleJob.counterStop(migration, id, group);
        return Step.of(id, "start " + Workloads.names(group), start::write)
                .prose(id() + "/message-job.md")
                .word("workloads", Workloads.names(group))
                .word("job", start.name())
                .gates("workloads-ready", "nodes-ready", "pods-managed")
                .rollback(
                        "crossfade rollback " + id + ", not git revert: a second Job scales the workloads down again.",
                        (before, after) -> Reversal.after(
                                prepared -> {
                                    TemporaryObjects.retire(prepared, migration.layout());
                                    stop.write(prepared);
                                },
                                before,
                                after));
    }
}
