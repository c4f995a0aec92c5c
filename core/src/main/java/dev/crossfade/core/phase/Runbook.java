package dev.crossfade.core.phase;

import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The hand-over sheet and the commands of the rotation, with the cluster's own names. */
final class Runbook {

    private Runbook() {}

    static String text(Migration migration) {
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
        words.put("waves", waves(nodes));
        words.put(
                "workloads",
                spec.workloads().stream()
                        .map(workload -> Map.of(
                                "namespace", workload.namespace(),
                                "name", workload.name(),
                                "selector", selector(workload.nodeSelector())))
                        .toList());
        return migration.templates().prose("node-templates/runbook.md", words);
    }

    private static List<Map<String, String>> waves(NodesSpec nodes) {
        return nodes.waves().isEmpty()
                ? List.of(Map.of("name", "all nodes", "selector", ""))
                : nodes.waves().stream()
                        .map(wave -> Map.of("name", wave.name(), "selector", selector(wave.select())))
                        .toList();
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
