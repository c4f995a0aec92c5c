package dev.crossfade.assembly;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.yaml.YamlFile;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What crossfade.yaml says of nodes, workloads and times, read as a person does who has the file and the id of a phase: beside the plan, so
 * that a plan that reads it wrongly does not have its judge read it wrongly, too.
 */
final class HistoryTerms {

    /** The commit behind new nodes that restarts pods is about the same nodes. */
    private static final String RESTART = "-recycle";

    /** What people or nodes drive: no progress for so long counts, and not how long it takes (contract, gates.stalled). */
    private static final Set<String> DRIVEN =
            Set.of("quiesce-workloads", "first-nodes", "resume-workloads", "rotate-nodes", "clean-nodes");

    /** What never goes back (contract, table of phases). */
    private static final Set<String> FOR_GOOD =
            Set.of("adopt-calico", "remove-calico-workloads", "remove-calico-leftovers");

    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private final Content spec;

    HistoryTerms(String crossfade) {
        this.spec = Content.of(YamlFile.parse("crossfade.yaml", crossfade)
                        .documents()
                        .get(0)
                        .root())
                .at("spec")
                .orElseThrow();
    }

    /**
     * A declared workload.
     *
     * @param nodes labels of the nodes that it may run on
     * @param inGit true where a commit edits it, false where a Job does
     */
    record Workload(String name, long replicas, Map<String, String> nodes, boolean inGit) {}

    /** How long all must hold before the next phase comes. */
    Duration soak(String row, String phase) {
        return time(row, phase, "soak", "3m");
    }

    /** How long what does not hold may take before somebody has to be told. */
    Duration limit(String row, String phase) {
        boolean driven = DRIVEN.contains(row) && !phase.endsWith(RESTART);
        return driven ? time(row, phase, "stalled", "1h") : time(row, phase, "deadline", "2h");
    }

    /** Of the commit, else of its row, else of all, else what the contract says where nothing is written. */
    private Duration time(String row, String phase, String key, String otherwise) {
        String text = Stream.of(phase, row)
                .map(id -> spec.text("gates", "phases", id, key))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> spec.text("gates", key))
                .orElse(otherwise);
        int end = text.length() - 1;
        return Duration.of(Long.parseLong(text.substring(0, end)), UNITS.get(text.substring(end)));
    }

    /** A way back may be proposed at all. */
    boolean goesBack(String row) {
        return spec.text("gates", "onFailure").orElse("hold").equals("undo") && !FOR_GOOD.contains(row);
    }

    /** The host's routes are used to the end. */
    boolean hostLegacyRoutingAtEnd() {
        return !spec.text("cilium", "hostLegacyRoutingAtEnd").orElse("true").equals("false");
    }

    String clusterName() {
        return spec.text("cilium", "clusterName").orElseThrow();
    }

    String podRange() {
        return spec.items("cilium", "podCIDRs").get(0).text().orElseThrow();
    }

    /** Machines stay and are started anew. */
    boolean stays() {
        return spec.text("nodes", "strategy").orElse("").equals("inPlace");
    }

    boolean hasWaves() {
        return !spec.items("nodes", "waves").isEmpty();
    }

    List<Workload> workloads() {
        return spec.items("workloads").stream()
                .map(each -> new Workload(
                        each.text("name").orElseThrow(),
                        each.number("replicas").orElse(1),
                        labels(each, "nodeSelector"),
                        each.at("source").isPresent()))
                .toList();
    }

    /** Those of one commit: of the row's own name those that Git does not have, else the one that it names. */
    List<Workload> workloads(String row, String phase) {
        List<Workload> named = workloads().stream()
                .filter(each -> each.inGit() ? phase.equals(row + "-" + each.name()) : phase.equals(row))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no workload is of " + phase);
        }
        return named;
    }

    /** The nodes of a commit of waves: of all but the last those that it selects, with the last all there are. */
    boolean isOfWave(String row, String phase, HistoryTruth.Machine machine) {
        List<Content> waves = spec.items("nodes", "waves");
        for (Content wave : waves.subList(0, Math.max(0, waves.size() - 1))) {
            String id = row + "-" + wave.text("name").orElseThrow();
            if (phase.equals(id) || phase.equals(id + RESTART)) {
                return has(machine, labels(wave, "select"));
            }
        }
        return true;
    }

    static boolean has(HistoryTruth.Machine machine, Map<String, String> labels) {
        Map<String, String> own = new TreeMap<>(machine.labels);
        own.put("pool", machine.pool);
        own.put("topology.kubernetes.io/zone", machine.zone);
        return own.entrySet().containsAll(labels.entrySet());
    }

    private static Map<String, String> labels(Content object, String key) {
        Map<String, String> labels = new TreeMap<>();
        object.keys(key)
                .forEach(label -> labels.put(label, object.text(key, label).orElse("")));
        return labels;
    }
}
