package dev.crossfade.core.phase;

import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The declared workloads as commits: one that Git keeps is a commit of its own, neighbours that it does not share one. */
final class Workloads {

    private Workloads() {}

    static Optional<String> noneDeclared(Migration migration) {
        return migration.spec().workloads().isEmpty() ? Optional.of("no workloads declared") : Optional.empty();
    }

    static List<WorkloadSpec> reversed(List<WorkloadSpec> workloads) {
        List<WorkloadSpec> reversed = new ArrayList<>(workloads);
        Collections.reverse(reversed);
        return reversed;
    }

    /** The list cut into groups, each of them one workload in Git or a run of workloads that are not. */
    static List<List<WorkloadSpec>> groups(List<WorkloadSpec> workloads) {
        List<List<WorkloadSpec>> groups = new ArrayList<>();
        boolean open = false;
        for (WorkloadSpec workload : workloads) {
            boolean inGit = workload.source() != null;
            if (open && !inGit) {
                groups.get(groups.size() - 1).add(workload);
            } else {
                groups.add(new ArrayList<>(List.of(workload)));
            }
            open = !inGit;
        }
        return groups;
    }

    static boolean inGit(List<WorkloadSpec> group) {
        return group.get(0).source() != null;
    }

    /** The row's id for its only Job, else with the name of the group's first workload. */
    static String stepId(String row, List<List<WorkloadSpec>> groups, List<WorkloadSpec> group) {
        long jobs = groups.stream().filter(candidate -> !inGit(candidate)).count();
        boolean onlyJob = !inGit(group) && jobs == 1;
        if (onlyJob) {
            return row;
        }
        WorkloadSpec first = group.get(0);
        boolean ambiguous = groups.stream()
                        .filter(candidate -> candidate.get(0).name().equals(first.name()))
                        .count()
                > 1;
        boolean twice = groups.stream()
                        .filter(candidate -> candidate.get(0).name().equals(first.name())
                                && candidate.get(0).namespace().equals(first.namespace()))
                        .count()
                > 1;
        String kind = twice ? first.kind().toLowerCase(Locale.ROOT) + "-" : "";
        return row + "-" + (ambiguous ? first.namespace() + "-" : "") + kind + first.name();
    }

    static String names(List<WorkloadSpec> group) {
        return group.stream()
                .map(workload -> workload.namespace() + "/" + workload.name())
                .collect(Collectors.joining(", "));
    }
}
