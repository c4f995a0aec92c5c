package dev.crossfade.clustertest;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Clusters that differ from an example's in where Calico is kept, in the chart of Cilium, or in where Argo CD runs. */
final class Worlds {

    private static final String SPEC = "crossfade.yaml";
    private static final String VALUES = "network/cilium/values.yaml";

    /** Written by assembly/src/test/upstream/calico-files.py. */
    private static final Path OPERATORS_CHART = Example.SHARED.resolve("calico/tigera-operator-v3.30.0.tgz");

    /** What an Application with upstream's CRDs has: false is the default, and the API server leaves it out. */
    private static final String IGNORED = """
              ignoreDifferences:
                - group: apiextensions.k8s.io
                  kind: CustomResourceDefinition
                  jsonPointers: [/spec/preserveUnknownFields]
            """;

    private Worlds() {}

    /** All, or those whose title begins as a property says. */
    static List<Example> chosen() {
        return all().stream()
                .filter(each -> each.title().startsWith(System.getProperty("crossfade.world", "")))
                .toList();
    }

    static List<Example> all() {
        return List.of(
                chart(Example.named("db-schenker"), "1.14.19")
                        .edited("db-schenker, chart 1.14.19 without relay", Worlds::withoutRelayAndUi),
                chart(Example.named("db-schenker"), "1.16.19")
                        .edited("db-schenker as a kustomization, chart 1.16.19", Worlds::storysKustomization),
                chart(Example.named("kubeadm-small"), "1.14.19")
                        .edited("kubeadm-small with canal in Git, chart 1.14.19", Worlds::canal)
                        .exporting()
                        .applying(Example.SHARED.resolve("calico/canal-v3.28.0.yaml")),
                chart(Example.named("operator-karpenter"), "1.20.0")
                        .edited("operator-karpenter as a kustomization, chart 1.20.0", Worlds::operatorsKustomization),
                chart(Example.named("operator-karpenter"), "1.16.19")
                        .edited(
                                "operator-karpenter exported, chart 1.16.19 without relay",
                                Worlds::exportedInstallation)
                        .exporting("installations.operator.tigera.io/default"),
                Example.named("operator-karpenter")
                        .edited("operator-karpenter from the operator's chart", Worlds::operatorsChart)
                        .applying()
                        .reading(OPERATORS_CHART),
                chart(Example.named("kubeadm-small"), "1.20.0")
                        .edited("kubeadm-small, chart 1.20.0 without relay", Worlds::withoutRelay),
                Example.named("db-schenker")
                        .edited("db-schenker with Cluster API, two waves", Worlds::clusterApi)
                        .applying(
                                Surroundings.resource("worlds/cluster-api-kinds.yaml"),
                                Example.named("db-schenker").before().get(0))
                        .moving(Map.of(
                                "first-nodes-workloads", "pool=kafka",
                                "rotate-nodes-general", "pool=general",
                                "rotate-nodes-kafka", "pool=kafka")),
                Example.named("operator-karpenter")
                        .edited("operator-karpenter, Argo CD in another cluster, no relay", Worlds::argoElsewhere)
                        .elsewhere("shop-eu"));
    }

    private static Example chart(Example example, String version) {
        return example.edited(example.name(), edits -> edits.replace(SPEC, "version: 1.18.12", "version: " + version));
    }

    private static Edits argoElsewhere(Edits edits) {
        Edits moved = withoutRelay(edits).replace(SPEC, "  cluster:\n", "  cluster:\n    name: shop-eu\n");
        for (String application : List.of("calico", "nodes", "shop")) {
            moved = moved.replace(
                    "apps/" + application + ".yaml", "    server: https://kubernetes.default.svc", "    name: shop-eu");
        }
        return moved;
    }

    private static Edits withoutRelay(Edits edits) {
        return edits.replace(VALUES, "    enabled: true # for `hubble observe`", "    enabled: false");
    }

    private static Edits withoutRelayAndUi(Edits edits) {
        return edits.replace(VALUES, "  relay:\n    enabled: true", "  relay:\n    enabled: false")
                .replace(VALUES, "  ui:\n    enabled: true", "  ui:\n    enabled: false");
    }

    private static Edits storysKustomization(Edits edits) {
        return edits.replace(SPEC, "      files: [network/calico/calico.yaml, network/calico/crds.yaml]", kustomized())
                .add(
                        "network/calico/kustomization.yaml",
                        "# Calico of this cluster\nresources:\n  - calico.yaml\n  - crds.yaml\n");
    }

    private static Edits operatorsKustomization(Edits edits) {
        return edits.replace(SPEC, "      files: [network/calico/calico.yaml]", kustomized())
                .add("network/calico/kustomization.yaml", "# Calico of this cluster\nresources: [calico.yaml]\n");
    }

    private static String kustomized() {
        return "      kustomization: network/calico";
    }

    /** Argo CD installed Calico itself, with the chart, and Git keeps the values alone. */
    private static Edits operatorsChart(Edits edits) {
        return edits.replace(
                        SPEC,
                        "      files: [network/calico/calico.yaml]",
                        "      valuesFile: network/calico/values.yaml\n      path: installation")
                .remove("network/calico/calico.yaml")
                .copy("network/calico/values.yaml", Surroundings.resource("worlds/operators-chart.yaml"))
                .replace("apps/calico.yaml", """
                          source:
                            repoURL: https://git.example.com/shop/platform.git
                            targetRevision: main
                            path: network/calico
                        """, """
                          sources:
                            - repoURL: https://docs.tigera.io/calico/charts
                              chart: tigera-operator
                              targetRevision: v3.30.0
                              helm:
                                releaseName: calico
                                valueFiles: [$values/network/calico/values.yaml]
                            - repoURL: https://git.example.com/shop/platform.git
                              targetRevision: main
                              ref: values
                        """ + IGNORED)
                .replace(
                        "apps/calico.yaml",
                        "      - ServerSideApply=true",
                        "      - CreateNamespace=true\n      - ServerSideApply=true");
    }

    /** The operator and what it is told to run were applied by hand. */
    private static Edits exportedInstallation(Edits edits) {
        return withoutRelay(edits)
                .replace(SPEC, "      files: [network/calico/calico.yaml]", "      live: network/migration/live")
                .replace(SPEC, "      application: {name: calico, file: apps/calico.yaml}\n", "")
                .add("network/migration/live/calico.yaml", "")
                .remove("network/calico/calico.yaml")
                .remove("apps/calico.yaml");
    }

    /** A MachineDeployment in each version of the API, and the control plane. */
    private static Edits clusterApi(Edits edits) {
        Edits made = edits.replace(SPEC, "    strategy: replace", """
                    templates: [infra/workers-general.yaml, infra/workers-kafka.yaml, infra/control-plane.yaml]
                    waves:
                      - {name: general, templates: [infra/workers-general.yaml]}
                      - {name: kafka, templates: [infra/workers-kafka.yaml]}
                    strategy: replace""".indent(4).stripTrailing());
        for (String file : List.of(
                "apps/machines.yaml",
                "infra/workers-general.yaml",
                "infra/workers-kafka.yaml",
                "infra/control-plane.yaml")) {
            made = made.copy(file, Surroundings.resource("worlds/cluster-api/" + file));
        }
        return made;
    }

    private static Edits canal(Edits edits) {
        return edits.replace(
                        SPEC,
                        "      live: network/migration/live",
                        "      files: [network/calico/canal.yaml]\n      application: {name: calico, file: apps/calico.yaml}")
                .replace(SPEC, "    pools: [192.168.0.0/16]", "    pools: [10.244.0.0/16]")
                .replace(SPEC, "    encapsulation: IPIP", "    encapsulation: VXLAN")
                // flannel's VXLAN is on 8472, which the product says
                .replace(SPEC, "    clusterName: lab", "    clusterName: lab\n    tunnel: {port: 8473}")
                .remove("network/migration/live/calico.yaml")
                .copy("network/calico/canal.yaml", Example.SHARED.resolve("calico/canal-v3.28.0.yaml"))
                .add("apps/calico.yaml", """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Application
                        metadata:
                          name: calico
                          namespace: argocd
                        spec:
                          project: default
                          destination:
                            server: https://kubernetes.default.svc
                            namespace: kube-system
                          source:
                            repoURL: https://git.example.com/lab/gitops.git
                            targetRevision: main
                            path: network/calico
                        """ + IGNORED + """
                          syncPolicy:
                            automated:
                              selfHeal: true
                            syncOptions:
                              - ServerSideApply=true
                        """);
    }
}
