package dev.crossfade.core.phase;

import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The declared workloads as commits: one that Git keeps is a commit of its own, neighbours that it does not share one. */
public final class Workloads {

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

    /** The row's id for its only Job, else with the name of each group's first workload; no two are alike. */
    static List<String> stepIds(String row, List<List<WorkloadSpec>> groups) {
        long jobs = groups.stream().filter(group -> !inGit(group)).count();
        List<WorkloadSpec> firsts = groups.stream().map(group -> group.get(0)).toList();
        List<String> ids = new ArrayList<>();
        for (List<WorkloadSpec> group : groups) {
            boolean onlyJob = !inGit(group) && jobs == 1;
            String plain = onlyJob ? row : row + "-" + distinctName(group.get(0), firsts);
            String id = plain;
            for (int i = 2; ids.contains(id); i++) {
                id = plain + "-" + i;
            }
            ids.add(id);
        }
        return ids;
    }

    private static String distinctName(WorkloadSpec workload, List<WorkloadSpec> all) {
        List<WorkloadSpec> namesakes = all.stream()
                .filter(other -> other.name().equals(workload.name()))
                .toList();
        boolean twice = namesakes.stream()
                        .filter(other -> other.namespace().equals(workload.namespace()))
                        .count()
                > 1;
        return (namesakes.size() > 1 ? workload.namespace() + "-" : "")
                + (twice ? workload.kind().toLowerCase(Locale.ROOT) + "-" : "")
                + workload.name();
    }

    static String names(List<WorkloadSpec> group) {
        return group.stream()
                .map(workload -> workload.namespace() + "/" + workload.name())
                .collect(Collectors.joining(", "));
    }

    /**
     * The workloads that a commit of a row stops or starts.
     *
     * @param stops true for the row that stops them, in the order written; false for the one that starts them, in the reverse
     */
    public static List<WorkloadSpec> of(Migration migration, String row, String step, boolean stops) {
        List<WorkloadSpec> all = migration.spec().workloads();
        List<List<WorkloadSpec>> groups = groups(stops ? all : reversed(all));
        int index = stepIds(row, groups).indexOf(step);
        if (index < 0) {
            throw new IllegalArgumentException("no commit of " + row + " is " + step);
        }
        return List.copyOf(groups.get(index));
    }
}
