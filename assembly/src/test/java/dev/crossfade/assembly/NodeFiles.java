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
