package dev.crossfade.core.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterApiTest {

    private static final String LABEL = "io.cilium.migration/cilium-default=true";
    private static final String TAINT = "{key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}";

    private static final String WORKERS = """
            # machines of the general pool
            apiVersion: cluster.x-k8s.io/v1beta1
            kind: MachineDeployment
            metadata: {name: general, namespace: clusters}
            spec:
              clusterName: prod
              template:
                spec:
                  bootstrap:
                    configRef:
                      apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
                      kind: KubeadmConfigTemplate
                      name: workers # shared
            ---
            # what they join with
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
            kind: KubeadmConfigTemplate
            metadata:
              name: workers
              namespace: clusters
            spec:
              template:
                spec:
                  joinConfiguration:
                    nodeRegistration:
                      kubeletExtraArgs:
                        # the scheduler looks at it
                        node-labels: pool=general
                      taints:
                        - {key: example.com/ours, effect: NoSchedule}
            """;

    private static final String PLANE = """
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlane
            metadata:
              name: prod
              namespace: clusters
            spec:
              replicas: 3
              kubeadmConfigSpec:
                initConfiguration:
                  nodeRegistration:
                    kubeletExtraArgs:
                      - name: v
                        value: "2"
                joinConfiguration:
                  nodeRegistration:
                    kubeletExtraArgs:
                      - name: node-labels
                        value: rack=a # by hand
                    taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]
            """;

    @Test
    void aCopyBehindTheOthersGetsLabelAndTaintAndNothingElseChanges() {
        String prepared = edit(WORKERS, templates()::prepare);

        assertThat(prepared)
                .isEqualTo(WORKERS + "---\n"
                        + WORKERS.substring(WORKERS.indexOf("# what they"))
                                .replace(
                                        "  name: workers\n",
                                        "  # migration: workers with label and taint for nodes on Cilium; ends with hand-over\n"
                                                + "  name: workers-cilium\n")
                                .replace("pool=general", "\"pool=general," + LABEL + "\"")
                                .replace(
                                        "effect: NoSchedule}\n", "effect: NoSchedule}\n            - " + TAINT + "\n"));
    }

    @Test
    void aWaveSwitchesTheReferenceAndCleaningGoesBackToTheOriginalWithTheTaint() {
        String prepared = edit(WORKERS, templates()::prepare);

        String rotated = edit(prepared, file -> templates().rotate(file, "general"));
        assertThat(rotated)
                .isEqualTo(prepared.replace(
                        "          name: workers # shared\n",
                        "          # migration: replaces the wave's machines; ends with clean-nodes\n"
                                + "          name: workers-cilium # shared\n"));

        String cleaned = edit(rotated, file -> templates().clean(file, "general"));
        assertThat(cleaned).startsWith(WORKERS + "            # migration: permanent");
        assertThat(cleaned).contains("pool=general\n", "\"pool=general," + LABEL);

        assertThat(edit(cleaned, templates()::release))
                .isEqualTo(WORKERS
                        + "            # migration: permanent; pods wait until Cilium runs on a new node\n            - "
                        + TAINT + "\n");
    }

    @Test
    void windowsLineBreaksAndAListOfArgumentsAreKept() {
        String listed = WORKERS.replace(
                        "bootstrap.cluster.x-k8s.io/v1beta1\nkind", "bootstrap.cluster.x-k8s.io/v1beta2\nkind")
                .replace(
                        "            # the scheduler looks at it\n            node-labels: pool=general\n",
                        "            - {name: v, value: \"2\"}\n")
                .replace("\n", "\r\n");

        String prepared = edit(listed, templates()::prepare);

        assertThat(prepared)
                .startsWith(listed)
                .contains("- {name: v, value: \"2\"}\r\n            - {name: node-labels, value: " + LABEL + "}\r\n");
        assertThat(prepared.replace("\r\n", "")).doesNotContain("\n", "\r");
    }

    @Test
    void workersWithoutARegistrationGetOursAlone() {
        String bare = WORKERS.substring(0, WORKERS.indexOf("      joinConfiguration")) + "      files: []\n";

        assertThat(edit(bare, templates()::prepare))
                .endsWith("      files: []\n      joinConfiguration:\n        nodeRegistration:\n"
                        + "          kubeletExtraArgs:\n            node-labels: " + LABEL + "\n"
                        + "          taints:\n            - " + TAINT + "\n");
    }

    @Test
    void theControlPlaneIsEditedInItsWaveOnlyAndKeepsKubeadmsTaint() {
        NodeTemplates plane = plane();
        assertThat(edit(PLANE, plane::prepare)).isEqualTo(PLANE);

        String rotated = edit(PLANE, file -> plane.rotate(file, "last"));
        assertThat(rotated)
                .contains("          value: \"rack=a," + LABEL + "\" # by hand\n")
                .contains("taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}, " + TAINT + "]\n")
                .contains("          - name: node-labels\n            value: " + LABEL + "\n")
                .contains(
                        "        taints:\n          - {key: node-role.kubernetes.io/control-plane, effect: NoSchedule}\n"
                                + "          - " + TAINT + "\n");

        String cleaned = edit(rotated, file -> plane.clean(file, "last"));
        assertThat(cleaned)
                .isEqualTo(PLANE.replace("effect: NoSchedule}]", "effect: NoSchedule}, " + TAINT + "]")
                        .replace(
                                "        taints: [",
                                "        # migration: permanent; pods wait until Cilium runs on a new node\n"
                                        + "        taints: [")
                        .replace(
                                "            value: \"2\"\n",
                                "            value: \"2\"\n"
                                        + "        # migration: permanent; pods wait until Cilium runs on a new node\n"
                                        + "        taints:\n"
                                        + "          - {key: node-role.kubernetes.io/control-plane, effect: NoSchedule}\n"
                                        + "          - " + TAINT + "\n"));
        assertThat(edit(cleaned, plane::release)).isEqualTo(cleaned);
    }

    @Test
    void aControlPlaneThatTakesPodsOnPurposeStaysOne() {
        String open = PLANE.replace(
                "taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]", "taints: []");

        assertThat(edit(open, file -> plane().rotate(file, "last")))
                .containsOnlyOnce("node-role.kubernetes.io/control-plane")
                .endsWith("        taints:\n          - " + TAINT + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool=general|pool=general,io.cilium.migration/cilium-default=true|has label",
                "node-labels: pool=general|register-with-taints: a=b:NoSchedule|overrides the taints",
                "# shared|# shared;---;apiVersion: bootstrap.cluster.x-k8s.io/v1beta1;kind: KubeadmConfigTemplate;metadata: {name: workers-cilium, namespace: clusters}|is there already"
            })
    void whatContradictsTheMigrationIsNamed(String old, String with, String what) {
        String text = WORKERS.replace(old, with.replace(";", "\n"));
        assertThat(templates().conflicts(YamlFile.parse("workers.yaml", text)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_CONFLICT);
                    assertThat(problem.where().line()).isGreaterThan(5);
                    assertThat(problem.message()).contains("KubeadmConfigTemplate workers", what);
                });
    }

    @Test
    void whoDecidesThePaceIsAFinding() {
        assertThat(templates("2").conflicts(YamlFile.parse("workers.yaml", WORKERS)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_PACE);
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("maxUnavailable 2 of wave general");
                });
        String byHand = WORKERS.replace("clusterName: prod", "strategy: {type: OnDelete}\n  clusterName: prod");
        assertThat(templates().conflicts(YamlFile.parse("workers.yaml", byHand)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.NODE_TEMPLATE_PACE);
        assertThat(templates().conflicts(YamlFile.parse("workers.yaml", WORKERS)))
                .isEmpty();
    }

    @Test
    void anAnchorInTheTemplateIsRefused() {
        String anchored = WORKERS.replace("kubeletExtraArgs:\n", "kubeletExtraArgs: &args\n");
        assertThatThrownBy(() -> edit(anchored, templates()::prepare))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.YAML_NOT_EDITABLE));
    }

    private static String edit(String text, java.util.function.UnaryOperator<YamlFile> edit) {
        return edit.apply(YamlFile.parse("workers.yaml", text)).text();
    }

    private static NodeTemplates templates() {
        return templates(null);
    }

    private static NodeTemplates templates(@Nullable String pace) {
        return new NodeTemplates(
                nodes(pace),
                List.of(
                        new NodeTemplate.MachineDeployment(
                                new NodeObject("workers.yaml", "MachineDeployment", "clusters", "general"),
                                "general",
                                "workers",
                                false,
                                false),
                        new NodeTemplate.WorkerTemplate(
                                new NodeObject("workers.yaml", "KubeadmConfigTemplate", "clusters", "workers"),
                                List.of("general"),
                                "")));
    }

    private static NodeTemplates plane() {
        return new NodeTemplates(
                nodes(null),
                List.of(new NodeTemplate.ControlPlane(
                        new NodeObject("workers.yaml", "KubeadmControlPlane", "clusters", "prod"), "last", "")));
    }

    private static NodesSpec nodes(@Nullable String pace) {
        return new NodesSpec(
                NodesSpec.Strategy.REPLACE,
                "io.cilium.migration/cilium-default",
                new NodesSpec.Taint("node.cilium.io/agent-not-ready", "true", "NoExecute"),
                List.of("workers.yaml"),
                List.of(
                        new NodesSpec.Wave("general", List.of("workers.yaml"), Map.of(), pace),
                        new NodesSpec.Wave("last", List.of(), Map.of(), null)),
                1,
                NodesSpec.Recycle.PRINT,
                List.of());
    }
}
