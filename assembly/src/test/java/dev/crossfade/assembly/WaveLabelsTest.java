package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wave that selects none of the nodes that its templates make would pass its gates at once. */
class WaveLabelsTest {

    @ParameterizedTest
    @CsvSource({"pool: shop,pool=general,pool=shop", "karpenter.sh/nodepool: shop,karpenter.sh/nodepool=general,=shop"})
    void anotherValueIsRefused(String select, String gives, String selects) {
        assertThatThrownBy(() -> Story.plan(pool(select)))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .filteredOn(Problem::isBlocker)
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_LABELS);
                                    assertThat(problem.message())
                                            .contains("NodePool general", gives, "wave general", selects);
                                    assertThat(problem.where().text()).startsWith(NodeFiles.GENERAL + ":");
                                }));
    }

    @Test
    void aLabelThatTheTemplateDoesNotGiveIsAFinding() {
        assertThat(findings(pool("team: shop"))).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isFalse();
            assertThat(problem.message()).contains("no label team=shop", "wave general");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pool: general",
                "karpenter.sh/nodepool: general",
                "karpenter.sh/capacity-type: on-demand",
                "topology.kubernetes.io/zone: a"
            })
    void whatTheTemplateOrOthersGiveIsNone(String select) {
        assertThat(findings(pool(select))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1beta1", "v1beta2"})
    void kubeletsLabelsCountForClusterApi(String version) {
        assertThat(findings(workers(version, "pool: general"))).isEmpty();
        assertThat(findings(workers(version, "team: shop")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("KubeadmConfigTemplate general-join"));
        assertThatThrownBy(() -> Story.plan(workers(version, "pool: shop")))
                .hasMessageContaining("pool=general, and wave general selects pool=shop");
    }

    /** What Cluster API carries from a Machine to its node, in every place where Git may say it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "node.cluster.x-k8s.io/pool: general|",
                "node-role.kubernetes.io/worker: yes-it-is|",
                "eu.node-restriction.kubernetes.io/tier: a|",
                "node.cluster.x-k8s.io/pool: shop|MachineDeployment general gives its nodes node.cluster.x-k8s.io/pool=general, and wave general selects node.cluster.x-k8s.io/pool=shop",
                "node.cluster.x-k8s.io/team: shop|MachineDeployment general gives its nodes no label node.cluster.x-k8s.io/team=shop",
                "team: shop|KubeadmConfigTemplate general-join gives its nodes no label team=shop",
                "topology.kubernetes.io/zone: a|"
            })
    void labelsOfMachinesCountWhereTheirNodesGetThem(String select, String message) {
        String labels = "  template:\n    metadata:\n      labels: {node.cluster.x-k8s.io/pool: general, team: shop,"
                + " node-role.kubernetes.io/worker: yes-it-is, eu.node-restriction.kubernetes.io/tier: a}\n";
        MapTree tree = workers("v1beta2", select);
        MapTree labelled =
                tree.with(NodeFiles.WORKERS, tree.files().get(NodeFiles.WORKERS).replaceFirst("  template:\n", labels));
        List<String> told = new ArrayList<>();
        try {
            findings(labelled).forEach(problem -> told.add(problem.message()));
        } catch (CrossfadeException refused) {
            refused.problems().stream().filter(Problem::isBlocker).forEach(problem -> told.add(problem.message()));
        }
        assertThat(told)
                .hasSize(message == null ? 0 : 1)
                .allSatisfy(text -> assertThat(text).startsWith(message));
    }

    /** Its gate would wait for nodes that another commit moves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pool: kafka|MachineDeployment kafka is in wave kafka, and wave general selects its nodes, too (pool=kafka)",
                "pool: plane|KubeadmControlPlane prod is in wave kafka, and wave general selects its nodes, too (pool=plane)",
                "node.cluster.x-k8s.io/pool: plane|KubeadmControlPlane prod is in wave kafka, and wave general selects its nodes, too (node.cluster.x-k8s.io/pool=plane)"
            })
    void aWaveThatSelectsNodesOfAnotherIsRefused(String select, String message) {
        MapTree tree = labelledPlane();
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"), "{name: general, ", "{name: general, select: {" + select + "}, ");
        assertThatThrownBy(() -> Story.plan(tree.with("crossfade.yaml", spec))).hasMessageContaining(message);
    }

    @Test
    void aRequirementOfTheWrongValueIsAFinding() {
        assertThat(findings(pool("karpenter.sh/capacity-type: spot")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("no label karpenter.sh/capacity-type=spot"));
    }

    @Test
    void aWorkloadOnTheControlPlaneWouldWaitForTheLastWave() {
        MapTree tree = labelledPlane();
        String spec =
                tree.files().get("crossfade.yaml").replaceAll("nodeSelector: \\{.*?}", "nodeSelector: {pool: plane}");
        assertThatThrownBy(() -> Story.plan(tree.with("crossfade.yaml", spec)))
                .hasMessageContaining("kafka/kafka-broker may run on the control plane (pool=plane)");
    }

    private static MapTree labelledPlane() {
        return NodeFiles.clusterApi()
                .with(
                        NodeFiles.PLANE,
                        NodeFiles.CONTROL_PLANE.replace(
                                        "  replicas: 3\n",
                                        "  replicas: 3\n  machineTemplate: {metadata: {labels: {node.cluster.x-k8s.io/pool: plane}}}\n")
                                + "          - name: node-labels\n            value: pool=plane\n");
    }

    /** Machines move by an edit in Git, so for them a label that others may set is not enough. */
    @ParameterizedTest
    @CsvSource({
        "pool: kafka,false,false",
        "pool: kafak,true,true",
        "topology.kubernetes.io/zone: a,false,true",
        "'topology.kubernetes.io/zone: a, pool: kafka',false,false"
    })
    void aWorkloadWhoseNodesNoTemplateMakesIsAFinding(String selector, boolean ofPools, boolean ofMachines) {
        workloadNodes(NodeFiles.karpenter(), selector, ofPools);
        workloadNodes(NodeFiles.clusterApi(), selector, ofMachines);
    }

    private static void workloadNodes(MapTree tree, String selector, boolean told) {
        String spec = tree.files()
                .get("crossfade.yaml")
                .replaceAll("nodeSelector: \\{.*?}", "nodeSelector: {" + selector + "}");
        List<Problem> findings = Story.plan(tree.with("crossfade.yaml", spec)).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.WORKLOAD_NODES)
                .toList();
        assertThat(findings).hasSize(told ? 2 : 0).allSatisfy(problem -> {
            assertThat(problem.where().text()).startsWith("crossfade.yaml:");
            assertThat(problem.message())
                    .contains("makes nodes with " + selector.replace(": ", "=") + " for kafka/kafka-");
        });
    }

    private static MapTree pool(String select) {
        return one(NodeFiles.GENERAL, select).with(NodeFiles.GENERAL, NodeFiles.GENERAL_POOL);
    }

    private static MapTree workers(String version, String select) {
        return one(NodeFiles.WORKERS, select).with(NodeFiles.WORKERS, NodeFiles.workers(version, "general"));
    }

    private static MapTree one(String file, String select) {
        return NodeFiles.story("    templates: [" + file + "]\n    waves:\n      - {name: general, templates: [" + file
                + "], select: {" + select + "}}\n");
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_LABELS)
                .toList();
    }
}
