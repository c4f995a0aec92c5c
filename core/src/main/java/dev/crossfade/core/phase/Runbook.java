package dev.crossfade.core.phase;

import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The hand-over sheet and the commands of the rotation, with the cluster's own names. */
final class Runbook {

    /** Texts of their own, by the word that stands for them. */
    private static final Map<String, String> PARTS =
            Map.of("podsLeftBehind", "pods-left-behind.md", "controlPlaneByPeople", "control-plane.md");

    private Runbook() {}

    static String text(Migration migration) {
        Map<String, Object> words = new TreeMap<>(names(migration));
        words.putAll(NodeWords.of(migration));
        words.put("waves", waves(migration));
        words.put("others", NodeWords.others(migration));
        words.putAll(workloads(migration.spec().workloads()));
        words.putAll(people(migration, words));
        PARTS.forEach((word, part) -> words.put(
                word,
                migration.templates().prose("node-templates/" + part, words).strip()));
        return migration
                .templates()
                .prose("node-templates/" + Rotation.of(migration).files().runbook(), words);
    }

    /** What the cluster and its parts are called. */
    private static Map<String, Object> names(Migration migration) {
        MigrationSpec spec = migration.spec();
        NodesSpec nodes = spec.nodes();
        Map<String, Object> words = new TreeMap<>();
        words.put("migration", spec.name());
        words.put("clusterName", spec.cilium().clusterName());
        words.put("label", nodes.label());
        words.put("taintKey", nodes.taint().key());
        words.put("taintValue", nodes.taint().value());
        words.put("taintEffect", nodes.taint().effect());
        words.put(
                "taintEffectOfEks",
                nodes.taint().effect().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
        words.put("hostPorts", spec.calico().hostPorts());
        words.put("values", migration.valuesFile());
        words.put("nodeConfig", migration.layout().nodeConfig());
        words.put("firstPerZone", String.valueOf(nodes.firstPerZone()));
        words.put("pools", texts(spec.calico().pools()));
        words.put("podCIDRs", texts(spec.cilium().podCIDRs()));
        words.put("cniFile", migration.inventory().calico().flavour().cniFile());
        words.put("calicoAgent", migration.inventory().calico().flavour().agent());
        return words;
    }

    private static Map<String, Object> workloads(List<WorkloadSpec> workloads) {
        return Map.of(
                "stopped",
                !workloads.isEmpty(),
                "paused",
                workloads.stream().anyMatch(WorkloadSpec::pauses),
                "workloads",
                workloads.stream()
                        .map(workload -> Map.of(
                                "namespace", workload.namespace(),
                                "name", workload.name(),
                                "selector", selector(workload.nodeSelector())))
                        .toList());
    }

    /** What people do, because nothing else does. */
    private static Map<String, Object> people(Migration migration, Map<String, Object> words) {
        boolean all = NodeWords.byPeople(migration);
        return Map.of(
                "byPeople", all,
                "workloadNodesByPeople", all || isEmpty(words, "early") || !isEmpty(words, "nodePools"),
                "machinesByPeople", all || isEmpty(words, "controlPlane"));
    }

    private static boolean isEmpty(Map<String, Object> words, String word) {
        return String.valueOf(words.get(word)).isEmpty();
    }

    private static List<Map<String, Object>> waves(Migration migration) {
        List<Map<String, Object>> waves = new ArrayList<>();
        List<NodesSpec.Wave> declared = migration.spec().nodes().waves();
        declared.forEach(wave -> waves.add(wave(migration, wave.name(), selector(wave.select()))));
        if (declared.isEmpty()) {
            Map<String, Object> all = wave(migration, Waves.EVERYTHING, "");
            all.put("name", "all nodes");
            waves.add(all);
        }
        return waves;
    }

    private static Map<String, Object> wave(Migration migration, String name, String selector) {
        Map<String, Object> words = NodeWords.of(migration, name);
        words.put("name", name);
        words.put("selector", selector);
        words.put(
                "exceptGit",
                String.valueOf(NodeWords.of(migration).get("nodePools")).isEmpty() ? "" : ",!karpenter.sh/nodepool");
        return words;
    }

    /** A label selector as kubectl takes it, keys in order. */
    private static String selector(Map<String, String> labels) {
        return new TreeMap<>(labels)
                .entrySet().stream()
                        .map(label -> label.getKey() + "=" + label.getValue())
                        .collect(Collectors.joining(","));
    }

    private static List<String> texts(List<Cidr> ranges) {
        return ranges.stream().map(Cidr::toString).toList();
    }
}
