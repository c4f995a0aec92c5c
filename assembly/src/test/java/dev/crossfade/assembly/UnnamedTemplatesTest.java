package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes nodes of this cluster and is no template of the plan would make them on Calico. */
class UnnamedTemplatesTest {

    private static final String SPOT = "infra/spot.yaml";

    @ParameterizedTest
    @ValueSource(strings = {"karpenter.sh/v1, kind: NodePool", "karpenter.sh/v1alpha5, kind: Provisioner"})
    void aPoolThatNoWaveHasIsAFinding(String kind) {
        MapTree tree = NodeFiles.karpenter().with(SPOT, "# ours\n{apiVersion: " + kind + ", metadata: {name: spot}}\n");
        assertThat(findings(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith(SPOT + ":2:");
            assertThat(problem.message()).contains(" spot makes nodes", "io.cilium.migration/cilium-default");
            assertThat(problem.cure()).contains(SPOT);
        });
    }

    @Test
    void ofAnotherClusterOrAPatchOfANamedOneItIsNone() {
        MapTree tree = NodeFiles.karpenter();
        String elsewhere = Applications.reading("other", "name: staging", "other");
        assertThat(findings(tree)).isEmpty();
        assertThat(findings(tree.with("other/pool.yaml", pool("spot")).with("apps/other.yaml", elsewhere)))
                .isEmpty();
        assertThat(findings(tree.with("overlays/pool.yaml", pool("general")))).isEmpty();
        assertThat(findings(tree.with(
                        "pool.yaml", "{apiVersion: kafka.strimzi.io/v1, kind: NodePool, metadata: {name: a}}\n")))
                .isEmpty();
    }

    @Test
    void inPlaceNoTemplateIsAsked() {
        MapTree tree = Story.tree().with(SPOT, pool("spot"));
        assertThat(findings(tree)).hasSize(1);
        String spec = Story.replace(tree.files().get("crossfade.yaml"), "strategy: replace", "strategy: inPlace");
        assertThat(findings(tree.with("crossfade.yaml", spec))).isEmpty();
    }

    /** Machines live in the cluster that manages: whose Application reads them tells nothing about the one they make. */
    @Test
    void machinesOfTheClusterAreToldByItsName() {
        String manager = Applications.reading("machines", "name: manager", "machines");
        MapTree tree = NodeFiles.clusterApi()
                .with("apps/machines.yaml", manager)
                .with("machines/gpu.yaml", NodeFiles.workers("v1beta2", "gpu"))
                .with(
                        "machines/other.yaml",
                        NodeFiles.workers("v1beta2", "other").replace("clusterName: prod", "clusterName: test"));
        assertThat(findings(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.where().file()).isEqualTo("machines/gpu.yaml");
            assertThat(problem.message()).startsWith("MachineDeployment clusters/gpu makes nodes");
        });
        MapTree none = Story.tree().with("machines/gpu.yaml", NodeFiles.workers("v1beta2", "gpu"));
        assertThat(findings(none)).hasSize(1);
        assertThat(findings(none.with("machines/other.yaml", tree.files().get("machines/other.yaml"))))
                .as("two clusters, and nothing says which of them it is")
                .isEmpty();
    }

    @Test
    void aMachinePoolBesideThemIsOne() {
        MapTree tree = NodeFiles.clusterApi();
        String pool = "---\napiVersion: cluster.x-k8s.io/v1beta1\nkind: MachinePool\n"
                + "metadata: {name: spot, namespace: clusters}\nspec: {clusterName: prod}\n";
        assertThat(findings(tree.with(NodeFiles.WORKERS, tree.files().get(NodeFiles.WORKERS) + pool)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("MachinePool clusters/spot"));
    }

    @Test
    void everyExampleNamesAllThatItKeeps() {
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    private static String pool(String name) {
        return "{apiVersion: karpenter.sh/v1, kind: NodePool, metadata: {name: " + name + "}}\n";
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_UNNAMED)
                .toList();
    }
}
