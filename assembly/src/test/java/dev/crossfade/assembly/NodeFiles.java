package dev.crossfade.assembly;

/** Node templates that the story's repository could keep, and the story with them. */
final class NodeFiles {

    static final String GENERAL = "infra/nodepool-general.yaml";
    static final String KAFKA = "infra/nodepool-kafka.yaml";

    static final String GENERAL_POOL = """
            # Everything that needs nothing special.
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata:
              name: general
            spec:
              disruption:
                consolidationPolicy: WhenEmptyOrUnderutilized
                consolidateAfter: 1m
                budgets:
                  - nodes: "20%" # agreed with the teams
              template:
                metadata:
                  labels:
                    pool: general
                spec:
                  nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                  expireAfter: 720h
                  requirements:
                    - {key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}
            """;

    static final String KAFKA_POOL = """
            apiVersion: karpenter.sh/v1
            kind: NodePool
            metadata:
              name: kafka
            spec:
              template:
                metadata:
                  labels:
                    pool: kafka
                spec:
                  nodeClassRef: {group: karpenter.k8s.aws, kind: EC2NodeClass, name: default}
                  requirements:
                    - {key: karpenter.sh/capacity-type, operator: In, values: [on-demand]}
            """;

    static final String WORKERS = "infra/workers.yaml";
    static final String PLANE = "infra/control-plane.yaml";

    /** A MachineDeployment with its template, in either version of the API. */
    static String workers(String version, String name) {
        boolean list = version.equals("v1beta2");
        return """
                # Machines of pool NAME.
                apiVersion: cluster.x-k8s.io/VERSION
                kind: MachineDeployment
                metadata: {name: NAME, namespace: clusters}
                spec:
                  clusterName: prod
                  replicas: 5
                  template:
                    spec:
                      bootstrap:
                        configRef: {REFERENCE, kind: KubeadmConfigTemplate, name: NAME-join}
                ---
                apiVersion: bootstrap.cluster.x-k8s.io/VERSION
                kind: KubeadmConfigTemplate
                metadata:
                  name: NAME-join # what machines join with
                  namespace: clusters
                spec:
                  template:
                    spec:
                      joinConfiguration:
                        nodeRegistration:
                          kubeletExtraArgs:
                            ARGUMENT
                """.replace(
                        "REFERENCE",
                        list
                                ? "apiGroup: bootstrap.cluster.x-k8s.io"
                                : "apiVersion: bootstrap.cluster.x-k8s.io/v1beta1")
                .replace("ARGUMENT", list ? "- {name: node-labels, value: pool=NAME}" : "node-labels: pool=NAME")
                .replace("VERSION", version)
                .replace("NAME", name);
    }

    static final String CONTROL_PLANE = """
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlane
            metadata: {name: prod, namespace: clusters}
            spec:
              replicas: 3
              kubeadmConfigSpec:
                joinConfiguration:
                  nodeRegistration:
                    kubeletExtraArgs:
                      - name: cloud-provider
                        value: external
            """;

    /** Two waves of workers; the control plane is in none and goes with the last. */
    static MapTree clusterApi() {
        String kafka = "infra/workers-kafka.yaml";
        return story("    templates: [" + WORKERS + ", " + kafka + ", " + PLANE + "]\n    waves:\n"
                        + "      - {name: general, templates: [" + WORKERS + "]}\n"
                        + "      - {name: kafka, templates: [" + kafka + "]}\n")
                .with(WORKERS, workers("v1beta1", "general"))
                .with(kafka, workers("v1beta2", "kafka"))
                .with(PLANE, CONTROL_PLANE);
    }

    /** A DaemonSet in namespace monitoring; tolerations as a flow list, more of its pod behind them. */
    static String daemonSet(String name, String tolerations, String more) {
        return "---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: " + name
                + ", namespace: monitoring}\nspec:\n  template:\n    spec:\n      tolerations: " + tolerations + "\n"
                + more;
    }

    /** Two NodePools, and Jobs that restart what Git keeps and what crossfade.yaml names. */
    static MapTree recycling() {
        MapTree tree = karpenter();
        return tree.with(
                        "crossfade.yaml",
                        Story.replace(
                                tree.files().get("crossfade.yaml"),
                                "    strategy: replace",
                                "    recycle: job\n    daemonSets: [{namespace: logging, name: shipper.v2}]\n"
                                        + "    strategy: replace"))
                .with("monitoring/agents.yaml", daemonSet("everywhere", "[{operator: Exists}]", ""));
    }

    private NodeFiles() {}

    /** Two NodePools, a wave each; only the first says how fast it goes. */
    static MapTree karpenter() {
        return story("    templates: [" + GENERAL + ", " + KAFKA + "]\n    waves:\n"
                        + "      - {name: general, templates: [" + GENERAL + "], maxUnavailable: \"2\"}\n"
                        + "      - {name: kafka, templates: [" + KAFKA + "]}\n")
                .with(GENERAL, GENERAL_POOL)
                .with(KAFKA, KAFKA_POOL);
    }

    /** The story with more keys under spec.nodes. */
    static MapTree story(String keys) {
        MapTree tree = Story.tree();
        return tree.with(
                "crossfade.yaml", Story.replace(tree.files().get("crossfade.yaml"), "  nodes:\n", "  nodes:\n" + keys));
    }
}
