package dev.crossfade.core.phase;

import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The commits of a row that stops declared workloads, or starts them: a workload that Git keeps has one of its own,
 * neighbours that it does not keep share a Job.
 *
 * @param stops true to scale down or pause, false to scale up or resume
 */
record WorkloadSteps(Migration migration, String row, boolean stops) {

    private static final String RESUME = "resume-workloads";

    List<Step> of(List<WorkloadSpec> workloads) {
        List<List<WorkloadSpec>> groups = Workloads.groups(workloads);
        List<String> ids = Workloads.stepIds(row, groups);
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<WorkloadSpec> group = groups.get(i);
            Step step = !Workloads.inGit(group)
                    ? byJob(ids.get(i), group)
                    : group.get(0).pauses() ? annotated(ids.get(i), group.get(0)) : scaled(ids.get(i), group.get(0));
            steps.add(step.word(
                    "order",
                    i == 0
                            ? ""
                            : new WorkloadWords(group, stops).follows() + " " + Workloads.names(groups.get(i - 1))
                                    + ", as the list in crossfade.yaml has it."));
        }
        return steps;
    }

    private Step scaled(String id, WorkloadSpec workload) {
        int replicas = stops ? 0 : WorkloadFile.replicas(workload);
        String why = stops ? "migration: stopped; ends with " + resumeId(workload) : null;
        WorkloadWords words = new WorkloadWords(List.of(workload), stops);
        return gated(
                        workload,
                        words,
                        Step.of(id, words.title(), workspace -> WorkloadFile.scale(workspace, workload, replicas, why)))
                .prose(row + "/message-git.md")
                .word("workload", Workloads.names(List.of(workload)))
                .word("selfHeals", selfHeals(workload))
                .word("replicas", String.valueOf(workload.replicas()))
                .revert(
                        stops
                                ? "revert; the workload starts again on Calico. Newest first: what it needs must run."
                                : "revert; the workload stops again. Newest first: what needs it must be down.");
    }

    private Step annotated(String id, WorkloadSpec workload) {
        WorkloadWords words = new WorkloadWords(List.of(workload), stops);
        String why = "migration: paused; ends with " + resumeId(workload);
        StepWriter writer = stops
                ? workspace -> WorkloadFile.pause(workspace, workload, why)
                : workspace -> WorkloadFile.resume(workspace, workload, migration.inventory(), why);
        return gated(workload, words, Step.of(id, words.title(), writer))
                .prose(row + "/message-annotation.md")
                .word("workload", Workloads.names(List.of(workload)))
                .word("selfHeals", selfHeals(workload))
                .word("annotations", WorkloadWords.annotations(workload))
                .revert(
                        stops
                                ? "revert; the operator takes it up again, on Calico. Newest first."
                                : "revert; it is paused again. Newest first.");
    }

    private boolean selfHeals(WorkloadSpec workload) {
        return !migration
                .inventory()
                .unhealed()
                .contains(Objects.requireNonNull(workload.source()).file());
    }

    private Step byJob(String id, List<WorkloadSpec> group) {
        WorkloadJob job = new WorkloadJob(migration, id, group, stops);
        WorkloadWords words = new WorkloadWords(group, stops);
        return gated(group.get(0), words, Step.of(id, words.title(), job::write))
                .prose(row + "/message-job.md")
                .word("acts", words.acts())
                .word("settled", words.settled())
                .word("changes", words.changes())
                .word("several", group.size() > 1)
                .word("job", job.name())
                .word("counterJob", job.counter().name())
                .rollback(
                        "crossfade rollback " + id
                                + ", not git revert, which would leave the workloads as they are: a second Job "
                                + counter(words),
                        (before, after) -> Reversal.after(
                                prepared -> {
                                    TemporaryObjects.retire(prepared, migration.layout());
                                    job.counter().write(prepared);
                                },
                                before,
                                after));
    }

    private String counter(WorkloadWords words) {
        if (!words.pauses()) {
            return "scales the workloads " + (stops ? "up" : "down") + " again.";
        }
        return words.scales()
                ? "takes all of it back, in the other order."
                : stops ? "takes the annotations off again." : "sets the annotations again.";
    }

    /** What this plan does between the commit that stops the workload and the one that starts it again. */
    private String downThrough(String id, WorkloadSpec workload) {
        List<List<WorkloadSpec>> stopped = Workloads.groups(migration.spec().workloads());
        List<String> ids = new ArrayList<>(Workloads.stepIds(row, stopped));
        List<String> rows = Phases.inOrder(migration.spec()).stream()
                .filter(phase -> phase.skipped(migration).isEmpty())
                .map(Phase::id)
                .toList();
        ids.addAll(rows.subList(rows.indexOf(row) + 1, rows.indexOf(RESUME)));
        ids.addAll(Workloads.stepIds(RESUME, started()));
        return String.join(", ", ids.subList(ids.indexOf(id) + 1, ids.indexOf(resumeId(workload))));
    }

    private String resumeId(WorkloadSpec workload) {
        List<List<WorkloadSpec>> groups = started();
        List<String> ids = Workloads.stepIds(RESUME, groups);
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).contains(workload)) {
                return ids.get(i);
            }
        }
        throw new IllegalStateException("no step resumes " + workload.identity());
    }

    private List<List<WorkloadSpec>> started() {
        return Workloads.groups(Workloads.reversed(migration.spec().workloads()));
    }

    private Step gated(WorkloadSpec workload, WorkloadWords words, Step step) {
        step.gates(words.gates()).word("means", words.means());
        return stops
                ? step.word("downThrough", downThrough(step.id(), workload))
                        .word("resume", resumeId(workload))
                        .word("down", words.down())
                        .word("paused", words.paused())
                : step.entryGates("workload-nodes");
    }
}
