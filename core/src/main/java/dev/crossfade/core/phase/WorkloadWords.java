package dev.crossfade.core.phase;

import dev.crossfade.core.facts.WorkloadFacts;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is said of a group of workloads of which some are scaled and some are paused.
 *
 * @param stops true where they stop or pause, false where they start or resume
 */
record WorkloadWords(List<WorkloadSpec> group, boolean stops) {

    WorkloadWords {
        group = List.copyOf(group);
    }

    boolean scales() {
        return group.stream().anyMatch(workload -> !workload.pauses());
    }

    boolean pauses() {
        return group.stream().anyMatch(WorkloadSpec::pauses);
    }

    /** For the commit's subject: {@code stop kafka/a, kafka/b, pause kafka/c}. */
    String title() {
        return runs().stream()
                .map(run -> (run.get(0).pauses() ? stops ? "pause " : "resume " : stops ? "stop " : "start ")
                        + Workloads.names(run))
                .collect(Collectors.joining(", "));
    }

    /** What the Job does: {@code stops kafka/a, kafka/b, pauses kafka/c (annotation x: "true")}. */
    String acts() {
        return runs().stream()
                .map(run -> run.get(0).pauses()
                        ? (stops ? "pauses " : "resumes ") + annotated(run)
                        : (stops ? "stops " : "starts ") + Workloads.names(run) + (stops ? "" : " again"))
                .collect(Collectors.joining(", "));
    }

    private String annotated(List<WorkloadSpec> run) {
        return run.stream()
                .map(workload -> Workloads.names(List.of(workload)) + " ("
                        + (stops
                                ? annotations(workload)
                                : "takes off "
                                        + String.join(", ", workload.annotate().keySet()))
                        + ")")
                .collect(Collectors.joining(", "));
    }

    static String annotations(WorkloadSpec workload) {
        return (workload.annotate().size() == 1 ? "annotation " : "annotations ")
                + workload.annotate().entrySet().stream()
                        .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"")
                        .collect(Collectors.joining(", "));
    }

    /** What each of several waits for the one before to be. */
    String settled() {
        if (scales() && pauses()) {
            return "done";
        }
        return scales() ? stops ? "down" : "ready" : stops ? "paused" : "resumed";
    }

    String changes() {
        return scales() && pauses() ? "scales or annotates" : scales() ? "scales" : "annotates";
    }

    /** Begin of the sentence on those that are down: they are named where others are not. */
    String down() {
        return scales() ? pauses() ? named(false) + ": down" : "Down" : "";
    }

    String paused() {
        return pauses() ? scales() ? named(true) + ": paused" : "Paused" : "";
    }

    private String named(boolean paused) {
        return Workloads.names(
                group.stream().filter(workload -> workload.pauses() == paused).toList());
    }

    /** What the pauses mean, where that is known. */
    String means() {
        return group.stream()
                .map(workload -> WorkloadFacts.of(workload.apiVersion(), workload.kind())
                        .pausing(workload.annotate())
                        .map(WorkloadFacts.Pausing::means))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /** Begin of the sentence that says what they come after. */
    String follows() {
        boolean one = group.size() == 1;
        if (scales() && pauses()) {
            return "They follow";
        }
        return scales() ? one ? "It stops after" : "They stop after" : (one ? "It is" : "They are") + " paused after";
    }

    String[] gates() {
        List<String> gates = new ArrayList<>();
        if (scales()) {
            gates.add(stops ? "workloads-stopped" : "workloads-ready");
        }
        if (pauses()) {
            gates.add(stops ? "workloads-paused" : "workloads-resumed");
        }
        if (!stops) {
            gates.addAll(List.of("nodes-ready", "pods-managed"));
        }
        return gates.toArray(String[]::new);
    }

    /** Neighbours of one kind of stop. */
    private List<List<WorkloadSpec>> runs() {
        List<List<WorkloadSpec>> runs = new ArrayList<>();
        for (WorkloadSpec workload : group) {
            boolean goesOn = !runs.isEmpty() && runs.get(runs.size() - 1).get(0).pauses() == workload.pauses();
            if (!goesOn) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(workload);
        }
        return runs;
    }
}
