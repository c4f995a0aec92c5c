package dev.crossfade.assembly;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.plan.Preview;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A plan of the story's cluster, or of one that differs from it in one respect. */
record Variant(String name, Preview preview) {

    static Stream<Variant> all() {
        List<Variant> variants = new ArrayList<>();
        Story.CHARTS.forEach(version -> variants.add(new Variant("Cilium " + version, Story.withCilium(version))));
        variants.add(edited("stopped before the first nodes", "quiesce: beforeInstall", "quiesce: beforeFirstNodes"));
        variants.add(edited(
                "Argo CD elsewhere, by address",
                "  cluster:\n",
                "  cluster:\n    server: https://prod.example.com:6443\n"));
        variants.add(edited("Argo CD elsewhere, by name", "  cluster:\n", "  cluster:\n    name: prod\n"));
        variants.add(edited(
                "BPF host routing at the end",
                "    clusterName:",
                "    hostLegacyRoutingAtEnd: false\n    clusterName:"));
        variants.add(edited(
                "two waves and no probe",
                "  nodes:\n    strategy",
                "  probe: none\n  nodes:\n    waves:\n      - {name: general, select: {pool: general}}\n"
                        + "      - {name: kafka, select: {pool: kafka}}\n    strategy"));
        variants.add(edited(
                "chart from a registry, budget for CoreDNS, host ports",
                "    clusterName:",
                "    chart: {oci: oci://registry.example.com/charts/cilium}\n    clusterName:",
                "    encapsulation:",
                "    hostPorts: true\n    encapsulation:",
                "  nodes:\n    strategy",
                "  coreDNS: {podDisruptionBudget: add}\n  nodes:\n    strategy"));
        variants.add(edited(
                "chart in the repository, projects made elsewhere, no policies",
                "    clusterName:",
                "    chart: {path: charts/cilium}\n    clusterName:",
                "  argo:\n",
                "  argo:\n    createProject: false\n    project: network\n",
                "    kubernetes: present",
                "    kubernetes: absent"));
        variants.add(new Variant("NodePools of Karpenter, two waves", Story.plan(NodeFiles.karpenter())));
        variants.add(new Variant("Cluster API, two waves and the control plane", Story.plan(NodeFiles.clusterApi())));
        variants.add(new Variant(
                "Cluster API in one file and one wave",
                Story.plan(NodeFiles.story("    templates: [" + NodeFiles.WORKERS + "]\n")
                        .with(
                                NodeFiles.WORKERS,
                                NodeFiles.workers("v1beta2", "general") + "---\n" + NodeFiles.CONTROL_PLANE))));
        variants.add(
                edited(
                        "nodes in place, two waves",
                        "    strategy: replace",
                        "    strategy: inPlace\n    waves: [{name: general, select: {pool: general}}, {name: kafka, select: {pool: kafka}}]"));
        return variants.stream();
    }

    /** Pairs of what the example says and what it says instead. */
    private static Variant edited(String name, String... pairs) {
        return new Variant(name, Story.preview(text -> {
            String edited = text;
            for (int i = 0; i < pairs.length; i += 2) {
                edited = Story.replace(edited, pairs[i], pairs[i + 1]);
            }
            return edited;
        }));
    }

    Layout layout() {
        return preview.plan().migration().layout();
    }

    @Override
    public String toString() {
        return name;
    }
}
