package dev.crossfade.clustertest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An example with the cluster that its repository belongs to.
 *
 * @param title what it is called in a report
 * @param name its folder below examples/
 * @param edits what its repository has other than the folder
 * @param machines the cluster's nodes
 * @param before what customers applied by hand, in this order, before Argo CD knew anything of it
 * @param cluster how an Argo CD in another cluster names this one; empty where Argo CD runs in it
 * @param exported what they export of it just before the migration, as kubectl names it
 * @param charts archives of the charts that Argo CD reads beside Cilium's
 */
record Example(
        String title,
        String name,
        String cluster,
        Edits edits,
        Fleet machines,
        List<Path> before,
        List<String> exported,
        List<Path> charts) {

    /**
     * The nodes of an example.
     *
     * @param network the first three numbers of the nodes' addresses
     * @param range the first two numbers of Cilium's pod range
     * @param pools a node each, by label pool
     * @param moves label selectors of the nodes that move once a phase is merged, by phase
     * @param inPlace true where nodes stay, and get their label from a person
     */
    record Fleet(String network, String range, List<String> pools, Map<String, String> moves, boolean inPlace) {}

    static final Path ROOT =
            Path.of(System.getProperty("crossfade.root", "..")).toAbsolutePath().normalize();
    static final Path SHARED = ROOT.resolveSibling("shared");

    static List<Example> all() {
        return List.of(
                new Example(
                        "db-schenker",
                        "db-schenker",
                        "",
                        Edits.NONE,
                        new Fleet(
                                "10.0.0",
                                "10.245",
                                List.of("kafka", "kafka", "general", "general"),
                                Map.of("first-nodes", "pool=kafka", "rotate-nodes", "pool"),
                                false),
                        List.of(folder("db-schenker").resolve("network/calico")),
                        List.of(),
                        List.of()),
                new Example(
                        "operator-karpenter",
                        "operator-karpenter",
                        "",
                        Edits.NONE,
                        new Fleet(
                                "10.40.0",
                                "10.128",
                                List.of("general", "general", "data"),
                                Map.of("rotate-nodes-general", "pool=general", "rotate-nodes-data", "pool=data"),
                                false),
                        List.of(folder("operator-karpenter").resolve("network/calico")),
                        List.of(),
                        List.of()),
                kubeadm());
    }

    private static Example kubeadm() {
        return new Example(
                "kubeadm-small",
                "kubeadm-small",
                "",
                Edits.NONE,
                new Fleet(
                        "10.20.0",
                        "10.200",
                        List.of("worker", "worker", "control-plane"),
                        Map.of("first-nodes", "pool=worker", "rotate-nodes", "pool"),
                        true),
                List.of(SHARED.resolve("calico/calico-v3.28.0.yaml")),
                List.of("-n", "kube-system", "daemonset/calico-node", "configmap/calico-config"),
                List.of());
    }

    static Example named(String name) {
        return all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Example edited(String called, UnaryOperator<Edits> edit) {
        return new Example(called, name, cluster, edit.apply(edits), machines, before, exported, charts);
    }

    Example applying(Path... files) {
        return new Example(title, name, cluster, edits, machines, List.of(files), exported, charts);
    }

    /** The same nodes, which move with other phases. */
    Example moving(Map<String, String> moves) {
        Fleet other = new Fleet(machines.network(), machines.range(), machines.pools(), moves, machines.inPlace());
        return new Example(title, name, cluster, edits, other, before, exported, charts);
    }

    /** @param objects as kubectl get names them; none where Git has everything */
    Example exporting(String... objects) {
        return new Example(title, name, cluster, edits, machines, before, List.of(objects), charts);
    }

    Example reading(Path... archives) {
        return new Example(title, name, cluster, edits, machines, before, exported, List.of(archives));
    }

    /** False where something that it is made of is not on this machine. */
    boolean isHere() {
        return Stream.of(before, charts, edits.copied().values())
                .flatMap(Collection::stream)
                .allMatch(Files::exists);
    }

    /** The same cluster with Argo CD in another one. */
    Example elsewhere(String as) {
        return new Example(title, name, as, edits, machines, before, exported, charts);
    }

    /** All, or the one that a property names. */
    static List<Example> chosen() {
        return all().stream()
                .filter(each -> each.name().startsWith(System.getProperty("crossfade.example", "")))
                .toList();
    }

    Path folder() {
        return folder(name);
    }

    private static Path folder(String name) {
        return ROOT.resolve("examples").resolve(name);
    }

    @Override
    public String toString() {
        return title;
    }
}
