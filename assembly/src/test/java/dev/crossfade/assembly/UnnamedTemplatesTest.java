package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .satisfies(problem -> {
                    assertThat(problem.message())
                            .startsWith("MachinePool clusters/spot makes nodes, and no phase edits it");
                    assertThat(problem.cure()).contains("runbook.md").doesNotContain("name " + NodeFiles.WORKERS);
                });
    }

    /** What a NodePool in a named file says by itself, and what it is told to lack. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "||label io.cilium.migration/cilium-default=true and taint node.cilium.io/agent-not-ready=true:NoExecute",
                "io.cilium.migration/cilium-default: \"true\"||taint node.cilium.io/agent-not-ready=true:NoExecute",
                "|{key: node.cilium.io/agent-not-ready, effect: NoSchedule}|label io.cilium.migration/cilium-default=true",
                "io.cilium.migration/cilium-default: \"true\"|{key: node.cilium.io/agent-not-ready, effect: NoExecute}|"
            })
    void aPoolThatCameIntoANamedFileSinceTheStart(String label, String taint, String lacks) {
        MapTree start = NodeFiles.karpenter();
        MapTree merged = Journey.of(Story.plan(start)).after("node-templates");
        String pool = "---\napiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {name: spot}\nspec:\n  template:\n"
                + "    metadata: {labels: {" + (label == null ? "" : label) + "}}\n    spec: {startupTaints: ["
                + (taint == null ? "" : taint) + "]}\n";
        List<Problem> said = unnamed(Story.said(
                start, merged.with(NodeFiles.GENERAL, merged.files().get(NodeFiles.GENERAL) + pool)));
        assertThat(said).singleElement().satisfies(problem -> {
            assertThat(problem.where().file()).isEqualTo(NodeFiles.GENERAL);
            assertThat(problem.message()).startsWith("NodePool spot was added since the migration began");
            assertThat(problem.message() + problem.cure()).doesNotContain("spec.nodes.templates");
            if (lacks == null) {
                assertThat(problem.message()).doesNotContain("do not give").contains("does not take its label out");
                assertThat(problem.cure()).startsWith("take the label out of it in the commit of clean-nodes");
            } else {
                assertThat(problem.message()).contains("they do not give it " + lacks + ",");
                assertThat(problem.cure()).startsWith("write " + lacks + " yourself; take the label out");
            }
        });
    }

    /** Naming its file then would change nothing: the plan starts from before it. */
    @Test
    void aPoolThatCameInAFileOfItsOwnSinceTheStart() {
        MapTree start = NodeFiles.karpenter();
        MapTree merged = Journey.of(Story.plan(start)).after("node-templates");
        String pool =
                "apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata: {name: spot}\nspec: {template: {spec: {}}}\n";
        MapTree with = merged.with("infra/spot.yaml", pool);
        assertThat(unnamed(Story.said(start, with))).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith("NodePool spot was added since the migration began");
            assertThat(problem.cure()).doesNotContain("spec.nodes.templates");
        });
        MapTree before = start.with("infra/spot.yaml", pool);
        assertThat(unnamed(Story.said(before, merged.with("infra/spot.yaml", pool))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("no file of spec.nodes.templates has it"));
        assertThat(unnamed(Story.said(before, merged))).as("it has gone since").isEmpty();
    }

    /** A template of its own has neither; the copy that node-templates made has both. */
    @ParameterizedTest
    @CsvSource({"spot-join, true", "general-join-cilium, false"})
    void machinesThatCameIntoANamedFileSinceTheStart(String template, boolean lacks) {
        MapTree start = NodeFiles.clusterApi();
        MapTree merged = Journey.of(Story.plan(start)).after("node-templates");
        String machines = NodeFiles.workers("v1beta1", "spot").replace("name: spot-join}", "name: " + template + "}");
        List<Problem> said = unnamed(Story.said(
                start, merged.with(NodeFiles.WORKERS, merged.files().get(NodeFiles.WORKERS) + "---\n" + machines)));
        assertThat(said).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .startsWith("MachineDeployment clusters/spot was added since the migration began");
            assertThat(problem.message().contains("they do not give it label")).isEqualTo(lacks);
            assertThat(problem.cure()).contains("hand-over deletes the copies");
        });
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
        return unnamed(Story.plan(tree).findings());
    }

    private static List<Problem> unnamed(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_UNNAMED)
                .toList();
    }
}
