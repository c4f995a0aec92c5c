package dev.crossfade.clustertest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An example with the cluster that its repository belongs to.
 *
 * @param name its folder below examples/
 * @param network the first three numbers of the nodes' addresses
 * @param range the first two numbers of Cilium's pod range
 * @param pools a node each, by label pool
 * @param before what customers applied by hand, in this order, before Argo CD knew anything of it
 * @param moves label selectors of the nodes that move once a phase is merged, by phase
 * @param inPlace true where nodes stay, and get their label from a person
 */
record Example(
        String name,
        String network,
        String range,
        List<String> pools,
        List<Path> before,
        Map<String, String> moves,
        boolean inPlace) {

    static final Path ROOT =
            Path.of(System.getProperty("crossfade.root", "..")).toAbsolutePath().normalize();
    static final Path SHARED = ROOT.resolveSibling("shared");

    static List<Example> all() {
        return List.of(
                new Example(
                        "db-schenker",
                        "10.0.0",
                        "10.245",
                        List.of("kafka", "kafka", "general", "general"),
                        List.of(Path.of("network/calico")),
                        Map.of("first-nodes", "pool=kafka", "rotate-nodes", "pool"),
                        false),
                new Example(
                        "operator-karpenter",
                        "10.40.0",
                        "10.128",
                        List.of("general", "general", "data"),
                        List.of(Path.of("network/calico")),
                        Map.of("rotate-nodes-general", "pool=general", "rotate-nodes-data", "pool=data"),
                        false),
                new Example(
                        "kubeadm-small",
                        "10.20.0",
                        "10.200",
                        List.of("worker", "worker", "control-plane"),
                        List.of(SHARED.resolve("calico/calico-v3.28.0.yaml")),
                        Map.of("first-nodes", "pool=worker", "rotate-nodes", "pool"),
                        true));
    }

    /** All, or the one that a property names. */
    static List<Example> chosen() {
        return all().stream()
                .filter(each -> each.name().startsWith(System.getProperty("crossfade.example", "")))
                .toList();
    }

    Path folder() {
        return ROOT.resolve("examples").resolve(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
