package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plan writes into a file reaches the cluster only where Argo CD applies the file, and that field of it. */
class AppliedFilesTest {

    private static final Set<ErrorCode> CODES =
            EnumSet.of(ErrorCode.APPLICATION_IGNORES, ErrorCode.APPLICATION_MANUAL, ErrorCode.FILE_UNAPPLIED);
    private static final String CALICO = "apps/calico.yaml";
    private static final String NODES = "apps/nodes.yaml";
    private static final String KAFKA = "apps/kafka.yaml";

    @Test
    void theExamplesApplicationsApplyAllOfIt() {
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    @Test
    void anApplicationThatPeopleSyncIsNamedWithTheFilesThatWaitForThem() {
        MapTree nodes = shop(NODES, shop(NODES).replaceFirst("(?s)  syncPolicy:.*", ""));
        assertThat(findings(nodes)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_MANUAL);
            assertThat(problem.where().file()).isEqualTo(NODES);
            assertThat(problem.message())
                    .startsWith("Application nodes (apps/nodes.yaml) does not sync by itself")
                    .contains("infra/nodepool-general.yaml, infra/nodepool-data.yaml");
        });
        assertThat(findings(prod(KAFKA, prod(KAFKA).replaceFirst("(?s)  syncPolicy:.*", ""))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_MANUAL);
                    assertThat(problem.message()).contains("kafka/broker.yaml");
                });
    }

    @Test
    void aFileThatNoApplicationAppliesIsAFinding() {
        MapTree nodes = Story.tree("operator-karpenter");
        nodes.files().remove(NODES);
        assertThat(findings(nodes))
                .extracting(
                        problem -> problem.code().id() + " " + problem.where().text())
                .containsExactly(
                        "file-unapplied infra/nodepool-general.yaml", "file-unapplied infra/nodepool-data.yaml");
        MapTree kafka = Story.tree();
        kafka.files().remove(KAFKA);
        assertThat(findings(kafka)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_UNAPPLIED);
            assertThat(problem.where().text()).isEqualTo("kafka/broker.yaml");
            assertThat(problem.message()).contains("quiesce-workloads");
        });
    }

    @Test
    void whatAnApplicationSetAppliesIsAppliedAndItsTemplateIsRead() {
        assertThat(findings(prod(KAFKA, set("    spec:\n", "")))).isEmpty();
        assertThat(findings(prod(KAFKA, set("    spec:\n", "").replace("automated: {}", "syncOptions: []"))))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.APPLICATION_MANUAL);
        assertThat(refused(prod(KAFKA, set("    spec:\n", """
                              ignoreDifferences:
                                - {group: apps, kind: StatefulSet, jsonPointers: [/spec/replicas]}
                        """))))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).startsWith("ApplicationSet kafka (apps/kafka.yaml) ignores"));
        assertThat(refused(prod(
                        KAFKA,
                        set("      annotations: {argocd.argoproj.io/skip-reconcile: \"true\"}\n    spec:\n", ""))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("skip-reconcile"));
    }

    @ParameterizedTest
    @ValueSource(strings = {CALICO, NODES, "apps/root.yaml"})
    void anApplicationThatArgoLeavesAloneAppliesNothing(String application) {
        String text = shop(application);
        for (String value : List.of("\"true\"", "\"1\"")) {
            assertThat(refused(shop(application, skipped(text, value))))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_IGNORES);
                        assertThat(problem.where().text()).matches(application + ":[0-9]+:[0-9]+");
                        assertThat(problem.cure()).isEqualTo("take the annotation off");
                    });
        }
        assertThat(findings(shop(application, skipped(text, "\"false\"")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    operator.tigera.io | Installation | jsonPointers: [/spec]
                    operator.tigera.io | Installation | jsonPointers: [/spec/calicoNetwork/nodeAddressAutodetectionV4/firstFound]
                    "*"                | "*"          | jsonPointers: [/spec/calicoNetwork]
                    "*.tigera.io"      | Installation | jqPathExpressions: [.spec.calicoNetwork]
                    """)
    void theAddressPinMustNotBeIgnored(String group, String kind, String says) {
        assertThat(refused(shop(CALICO, shop(CALICO) + ignored(group, kind, says))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_IGNORES);
                    assertThat(problem.where().file()).isEqualTo(CALICO);
                    assertThat(problem.message())
                            .contains("of Installation default", "what pin-calico-address writes there");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/spec/template/spec/containers/0/env", "/spec/template", "/spec/template/spec/containers"})
    void neitherMustItInADaemonSet(String pointer) {
        String entry = ignored(
                "apps", "DaemonSet", "name: calico-node, namespace: kube-system, jsonPointers: [" + pointer + "]");
        assertThat(refused(prod(CALICO, prod(CALICO) + entry)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("DaemonSet kube-system/calico-node"));
        assertThat(findings(prod(CALICO, prod(CALICO) + entry.replace("name: calico-node", "name: node-exporter"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spec/disruption",
                "/spec/disruption/budgets",
                "/spec/template/spec/startupTaints",
                "/spec/template/metadata/labels/io.cilium.migration~1cilium-default"
            })
    void whatANodePoolGetsMustNotBeIgnored(String pointer) {
        String entry = ignored("karpenter.sh", "NodePool", "name: general, jsonPointers: [" + pointer + "]");
        assertThat(refused(shop(NODES, shop(NODES) + entry))).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .contains(pointer + " of NodePool general", "(infra/nodepool-general.yaml)")
                    .doesNotContain("NodePool data");
            assertThat(problem.where().file()).isEqualTo(NODES);
        });
    }

    @Test
    void onlySelfHealKeepsAStoppedWorkloadAtZero() {
        String says = "Self-heal keeps it at zero";
        String stop = "quiesce-workloads-kafka-broker";
        assertThat(Journey.of(Story.plan(Story.tree())).prose(stop)).contains(says);
        MapTree changed = prod(KAFKA, Story.replace(prod(KAFKA), "selfHeal: true", "selfHeal: false"));
        assertThat(Journey.of(Story.plan(changed)).prose(stop))
                .contains("no self-heal would take that back")
                .doesNotContain(says);
    }

    @Test
    void anAutoscalersReplicasAreRefusedWithTheWayOut() {
        String entry = ignored("apps", "StatefulSet", "jsonPointers: [/spec/replicas]");
        assertThat(refused(prod(KAFKA, prod(KAFKA) + entry))).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("/spec/replicas of StatefulSet kafka/kafka-broker");
            assertThat(problem.cure()).contains("leave source out");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == \"x\")', '.spec[\"limits\"]']",
                "jsonPointers: [/spec/limits, /spec/template/metadata/labels/pool, /spec/disruption/consolidateAfter, /status]",
                "namespace: shop, jsonPointers: [/spec]",
                "name: other, jsonPointers: [/spec]"
            })
    void otherFieldsMayBeIgnored(String says) {
        assertThat(findings(shop(NODES, shop(NODES) + ignored("karpenter.sh", "NodePool", says))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jqPathExpressions: ['.spec.disruption.budgets[] | select(.nodes == \"0\")']",
                "jqPathExpressions: ['.metadata.labels, .spec']",
                "managedFieldsManagers: [kube-controller-manager]"
            })
    void whatOnlyArgoCanTellIsAFinding(String says) {
        String entry = ignored("karpenter.sh", "NodePool", "name: general, " + says);
        assertThat(findings(shop(NODES, shop(NODES) + entry))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_IGNORES);
            assertThat(problem.isBlocker()).isFalse();
            assertThat(problem.message()).contains("NodePool general");
        });
    }

    private static String ignored(String group, String kind, String says) {
        return "  ignoreDifferences:\n    - {group: " + group + ", kind: " + kind + ", " + says + "}\n";
    }

    private static String skipped(String application, String value) {
        return Story.replace(
                application,
                "\n  namespace: argocd\n",
                "\n  namespace: argocd\n  annotations: {argocd.argoproj.io/skip-reconcile: " + value + "}\n");
    }

    private static String set(String spec, String more) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: ApplicationSet
                metadata: {name: kafka}
                spec:
                  generators: [{list: {elements: [{name: kafka}]}}]
                  template:
                    metadata:
                      name: '{{name}}'
                SPEC      syncPolicy: {automated: {}}
                      source: {repoURL: https://git.example.com/platform/gitops.git, path: '{{name}}'}
                """.replace("SPEC", spec) + more;
    }

    private static String shop(String file) {
        return Story.tree("operator-karpenter").files().get(file);
    }

    private static MapTree shop(String file, String text) {
        return Story.tree("operator-karpenter").with(file, text);
    }

    private static String prod(String file) {
        return Story.tree().files().get(file);
    }

    private static MapTree prod(String file, String text) {
        return Story.tree().with(file, text);
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems.stream().filter(Problem::isBlocker).toList();
    }
}
