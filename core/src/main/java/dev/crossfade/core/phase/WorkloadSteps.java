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

    private static final String RESUME = "resume-workloads";

    List<Step> of(List<WorkloadSpec> workloads) {
        List<List<WorkloadSpec>> groups = Workloads.groups(workloads);
        List<Step> steps = new ArrayList<>();
        List<WorkloadSpec> before = List.of();
        for (List<WorkloadSpec> group : groups) {
            String id = Workloads.stepId(row, groups, group);
            Step step = Workloads.inGit(group) ? inGit(id, group.get(0)) : byJob(id, group);
            String verb = group.size() == 1 ? "It stops" : "They stop";
            steps.add(step.word(
                    "order",
                    before.isEmpty()
                            ? ""
                            : verb + " after " + Workloads.names(before) + ", as the list in crossfade.yaml has it."));
            before = group;
        }
        return steps;
    }

    private Step inGit(String id, WorkloadSpec workload) {
        String name = workload.namespace() + "/" + workload.name();
        int replicas = stops ? 0 : WorkloadFile.replicas(workload);
        String why = stops ? "migration: stopped; ends with " + resumeId(workload) : null;
        return gated(
                        workload,
                        Step.of(id, verb() + name, workspace -> WorkloadFile.scale(workspace, workload, replicas, why)))
                .prose(row + "/message-git.md")
                .word("workload", name)
                .word("replicas", String.valueOf(workload.replicas()))
                .revert(
                        stops
                                ? "revert; the workload starts again on Calico. Newest first: what it needs must run."
                                : "revert; the workload stops again. Newest first: what needs it must be down.");
    }

    private Step byJob(String id, List<WorkloadSpec> group) {
        ScaleJob job = new ScaleJob(migration, id, group, stops);
        return gated(group.get(0), Step.of(id, verb() + Workloads.names(group), job::write))
                .prose(row + "/message-job.md")
                .word("workloads", Workloads.names(group))
                .word("several", group.size() > 1)
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

    /** What this plan does between the commit that stops the workload and the one that starts it again. */
    private String downThrough(String id, WorkloadSpec workload) {
        List<List<WorkloadSpec>> stopped = Workloads.groups(migration.spec().workloads());
        List<String> ids = new ArrayList<>(ids(row, stopped));
        List<String> rows = Phases.inOrder(migration.spec()).stream()
                .filter(phase -> phase.skipped(migration).isEmpty())
                .map(Phase::id)
                .toList();
        ids.addAll(rows.subList(rows.indexOf(row) + 1, rows.indexOf(RESUME)));
        ids.addAll(ids(RESUME, started()));
        return String.join(", ", ids.subList(ids.indexOf(id) + 1, ids.indexOf(resumeId(workload))));
    }

    private String resumeId(WorkloadSpec workload) {
        List<List<WorkloadSpec>> groups = started();
        return groups.stream()
                .filter(group -> group.contains(workload))
                .map(group -> Workloads.stepId(RESUME, groups, group))
                .findFirst()
                .orElseThrow();
    }

    private List<List<WorkloadSpec>> started() {
        return Workloads.groups(Workloads.reversed(migration.spec().workloads()));
    }

    private static List<String> ids(String row, List<List<WorkloadSpec>> groups) {
        return groups.stream()
                .map(group -> Workloads.stepId(row, groups, group))
                .toList();
    }

    private String verb() {
        return stops ? "stop " : "start ";
    }

    private Step gated(WorkloadSpec workload, Step step) {
        return stops
                ? step.gates("workloads-stopped")
                        .word("downThrough", downThrough(step.id(), workload))
                        .word("resume", resumeId(workload))
                : step.gates("workload-nodes", "workloads-ready", "nodes-ready", "pods-managed");
    }
}
