package dev.crossfade.assembly;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.plan.Preview;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A plan of the story's cluster, or of one that differs from it in one respect.
 *
 * @param states the tree before the first commit, and after each of them
 */
record Variant(String name, Preview preview, List<MapTree> states) {

    static final String WORKLOADS = "  workloads: # stopped from top to bottom, started from bottom to top\n";

    /** Begin of the workload that Git does not keep. */
    static final String BY_JOB = "    - kind: StatefulSet\n      namespace: kafka\n      name: kafka-zookeeper";

    private static final String PAUSED = "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: streams,"
            + " name: clicks, nodeSelector: {pool: kafka}, annotate: {strimzi.io/pause-reconciliation: \"true\"}}\n";

    private static final String PAUSED_IN_GIT =
            "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: kafka,"
                    + " name: events, nodeSelector: {pool: kafka}, annotate: {strimzi.io/pause-reconciliation: \"true\"}, source: {file: kafka/events.yaml}}\n";

    /** Files that variants need beside those of the example. */
    private static final Map<String, String> FILES = Map.of(
            "network/cilium/base.yaml",
            "# for every cluster\noperator: {replicas: 2}\n",
            "kafka/events.yaml",
            "apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata:\n  name: events # ours\n  namespace: kafka\n"
                    + "spec:\n  kafka: {replicas: 3}\n");

    Variant(String name, Preview preview) {
        this(name, preview, Story.states(preview));
    }

    static Stream<Variant> all() {
        return Stream.of(
                        Story.CHARTS.stream()
                                .map(version -> new Variant("Cilium " + version, Story.withCilium(version))),
                        settings(),
                        workloads(),
                        nodes(),
                        Story.examples().stream()
                                .map(example -> new Variant("example " + example, Story.plan(Story.tree(example)))))
                .flatMap(variants -> variants);
    }

    private static Stream<Variant> settings() {
        return Stream.of(
                edited(
                        "Argo CD elsewhere, by address",
                        "  cluster:\n",
                        "  cluster:\n    server: https://prod.example.com:6443\n"),
                edited("Argo CD elsewhere, by name", "  cluster:\n", "  cluster:\n    name: prod\n"),
                edited(
                        "BPF host routing at the end",
                        "    clusterName:",
                        "    hostLegacyRoutingAtEnd: false\n    clusterName:"),
                edited(
                        "two waves and no probe",
                        "  nodes:\n    strategy",
                        "  probe: none\n  nodes:\n    waves:\n      - {name: general, select: {pool: general}}\n"
                                + "      - {name: kafka, select: {pool: kafka}}\n    strategy"),
                edited(
                        "chart from a registry, budget for CoreDNS, host ports",
                        "    clusterName:",
                        "    chart: {oci: oci://registry.example.com/charts/cilium}\n    clusterName:",
                        "    encapsulation:",
                        "    hostPorts: true\n    encapsulation:",
                        "  nodes:\n    strategy",
                        "  coreDNS: {podDisruptionBudget: add}\n  nodes:\n    strategy"),
                edited(
                        "chart in the repository, projects made elsewhere, no policies",
                        "    clusterName:",
                        "    chart: {path: charts/cilium}\n    clusterName:",
                        "  argo:\n",
                        "  argo:\n    createProject: false\n    project: network\n",
                        "    kubernetes: present",
                        "    kubernetes: absent"),
                renamed());
    }

    private static Stream<Variant> workloads() {
        return Stream.of(
                edited("stopped before the first nodes", "quiesce: beforeInstall", "quiesce: beforeFirstNodes"),
                edited(
                        "Kafka paused in Git, stopped before the first nodes",
                        "quiesce: beforeInstall",
                        "quiesce: beforeFirstNodes",
                        WORKLOADS,
                        WORKLOADS + PAUSED_IN_GIT),
                edited("Kafka paused by the Job that stops ZooKeeper", BY_JOB, PAUSED + BY_JOB),
                edited("stopped and paused, in Git and by Jobs", WORKLOADS, WORKLOADS + PAUSED + PAUSED_IN_GIT),
                edited(
                        "two values files, the CNI folder shared with others",
                        "values: network/cilium/values.yaml",
                        "values: [network/cilium/base.yaml, network/cilium/values.yaml]",
                        "    clusterName:",
                        "    cniExclusive: false\n    clusterName:"));
    }

    private static Stream<Variant> nodes() {
        return Stream.of(
                new Variant("NodePools of Karpenter, two waves", Story.plan(NodeFiles.karpenter())),
                new Variant("Cluster API, two waves and the control plane", Story.plan(NodeFiles.clusterApi())),
                new Variant(
                        "Cluster API in one file and one wave",
                        Story.plan(NodeFiles.story("    templates: [" + NodeFiles.WORKERS + "]\n")
                                .with(
                                        NodeFiles.WORKERS,
                                        NodeFiles.workers("v1beta2", "general") + "---\n" + NodeFiles.CONTROL_PLANE))),
                edited(
                        "nodes in place, two waves",
                        "    strategy: replace",
                        "    strategy: inPlace\n    waves: [{name: general, select: {pool: general}}, {name: kafka, select: {pool: kafka}}]"),
                new Variant("DaemonSets restarted by Jobs, two waves", Story.plan(NodeFiles.recycling())));
    }

    /** Every key that names something has another value than its default, and than the story's. */
    static Variant renamed() {
        return edited(
                "every name another one",
                "  name: prod #",
                "  name: harbour #",
                "clusterName: prod-cluster",
                "clusterName: harbour-west",
                "    application: prod-cilium",
                "    application: the-network",
                "    branch: main\n    path: network/migration\n",
                "    branch: live\n    path: clusters/west/cni\n    author: {name: Net Team, email: net@example.com}\n",
                "  argo:\n",
                "  images: {kubectl: mirror.example.com/kubectl:v1}\n  argo:\n    namespace: gitops\n    project: the-move\n",
                "  nodes:\n    strategy",
                "  probe: {deploy: {image: mirror.example.com/pinger:v2}}\n  nodes:\n    label: example.com/on-cilium\n"
                        + "    taint: {key: ignore-taint.example.com/agent, value: pending, effect: NoSchedule}\n    strategy");
    }

    /** Pairs of what the example says and what it says instead. */
    private static Variant edited(String name, String... pairs) {
        MapTree tree = Story.tree();
        String edited = tree.files().get("crossfade.yaml");
        for (int i = 0; i < pairs.length; i += 2) {
            edited = Story.replace(edited, pairs[i], pairs[i + 1]);
        }
        tree = tree.with("crossfade.yaml", edited);
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            tree = edited.contains(file.getKey()) ? tree.with(file.getKey(), file.getValue()) : tree;
        }
        tree = edited.contains("{path: charts/cilium}")
                ? tree.with("charts/cilium/Chart.yaml", "name: cilium\nversion: 1.18.12\n")
                : tree;
        return new Variant(name, Story.plan(Story.elsewhere(tree)));
    }

    Journey journey() {
        return new Journey(preview, states);
    }

    Layout layout() {
        return preview.plan().migration().layout();
    }

    @Override
    public String toString() {
        return name;
    }
}
