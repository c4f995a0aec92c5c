package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines of another cluster of Cluster API's get neither label nor taint, which nobody would take off there. */
class OtherClustersTest {

    private static final String OTHER = "infra/other.yaml";
    private static final String CLUSTER = "apiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\n";

    @Test
    void machinesOfTwoClustersInNamedFilesAreRefused() {
        refused(behind(NodeFiles.WORKERS, machines("clusters", "other", "general-join")), problem -> {
            assertThat(problem.where().file()).isEqualTo(NodeFiles.WORKERS);
            assertThat(problem.where().line()).isGreaterThan(20);
            assertThat(problem.message())
                    .contains(
                            "MachineDeployment other is of cluster clusters/other",
                            "MachineDeployment general (infra/workers.yaml) is of cluster clusters/prod");
            assertThat(problem.cure()).contains("a file of their own");
        });
        refused(
                behind(NodeFiles.WORKERS, NodeFiles.workers("v1beta1", "other").replace(": clusters", ": more")),
                problem -> assertThat(problem.message()).contains("of cluster more/prod", "of cluster clusters/prod"));
    }

    @Test
    void aClusterHasOneControlPlane() {
        refused(
                behind(NodeFiles.PLANE, NodeFiles.CONTROL_PLANE.replace("name: prod", "name: second")),
                problem -> assertThat(problem.message())
                        .contains("KubeadmControlPlane second", "KubeadmControlPlane prod (" + NodeFiles.PLANE + ")"));
    }

    @Test
    void whoseTheControlPlaneIsIsToldByItsClusterAndItsNamespace() {
        MapTree tree = NodeFiles.clusterApi();
        String reference = "spec: {controlPlaneRef: {kind: KubeadmControlPlane, name: prod}}\n";
        String ours = CLUSTER + "metadata: {name: prod, namespace: clusters}\n" + reference;
        String theirs = ours.replace("name: prod, namespace", "name: test, namespace");
        assertThat(findings(tree.with("clusters/prod.yaml", ours))).isEmpty();
        assertThat(findings(tree.with("clusters/prod.yaml", ours).with("clusters/test.yaml", theirs)))
                .as("one of two clusters that manage")
                .isEmpty();
        assertThat(findings(tree.with("clusters/test.yaml", theirs.replace("namespace: clusters", "namespace: more"))))
                .isEmpty();
        refused(
                tree.with("clusters/test.yaml", theirs),
                problem -> assertThat(problem.message())
                        .contains("KubeadmControlPlane prod is of cluster clusters/test", "of cluster clusters/prod"));
        refused(
                tree.with(NodeFiles.PLANE, NodeFiles.CONTROL_PLANE.replace(": clusters", ": more")),
                problem -> assertThat(problem.message()).contains("KubeadmControlPlane prod is in namespace more"));
    }

    /** The namespace of a MachineDeployment in a file that is not named, its cluster, its template, and what is said. */
    @ParameterizedTest
    @CsvSource({
        "clusters, other, general-join, node-template-conflict BLOCKER",
        "clusters, other, general-join-cilium, node-template-conflict BLOCKER",
        "clusters, prod, general-join, node-template-unnamed WARNING",
        "clusters, other, other-join, ",
        "more, other, general-join, ",
    })
    void aTemplateThatMachinesOfAnotherClusterReferToIsNotEdited(
            String namespace, String cluster, String template, String said) {
        MapTree tree = NodeFiles.clusterApi().with(OTHER, machines(namespace, cluster, template));
        if (said == null || said.endsWith("WARNING")) {
            assertThat(findings(tree).stream().map(OtherClustersTest::said).toList())
                    .isEqualTo(said == null ? List.of() : List.of(said));
            return;
        }
        refused(tree, problem -> {
            assertThat(said(problem)).isEqualTo(said);
            assertThat(problem.where().text()).startsWith(OTHER + ":");
            assertThat(problem.message())
                    .contains(
                            "MachineDeployment clusters/other of cluster other refers to KubeadmConfigTemplate "
                                    + template,
                            NodeFiles.WORKERS);
        });
    }

    /** Where several clusters manage, objects of one name are several objects. */
    @Test
    void aTemplateOfTheSameNameBesideTheMachinesIsTheirOwn() {
        String both = NodeFiles.workers("v1beta1", "general")
                .replace("clusterName: prod", "clusterName: other")
                .replace("name: general, namespace", "name: other, namespace");
        int border = both.indexOf("---\n");
        MapTree tree = NodeFiles.clusterApi();
        assertThat(findings(tree.with("other/workers.yaml", both))).isEmpty();
        MapTree two = tree.with("other/machines.yaml", both.substring(0, border));
        assertThat(findings(two.with("other/template.yaml", both.substring(border))))
                .isEmpty();
        refused(
                two.with("patches/template.yaml", both.substring(border)),
                problem -> assertThat(problem.where().file()).isEqualTo("other/machines.yaml"));
    }

    @Test
    void whatComesDuringTheMigrationIsRefusedUntilItsLastEdit() {
        MapTree start = NodeFiles.clusterApi();
        Journey journey = Journey.of(Story.plan(start));
        for (String phase : List.of("node-templates", "rotate-nodes-general")) {
            MapTree later = journey.after(phase).with(OTHER, machines("clusters", "other", "general-join"));
            assertThat(conflicts(Story.said(start, later)))
                    .as(phase)
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.isBlocker()).isTrue();
                        assertThat(problem.where().file()).isEqualTo(OTHER);
                    });
            assertThat(conflicts(Story.said(start, journey.after(phase)))).isEmpty();
        }
        MapTree over = journey.after("hand-over").with(OTHER, machines("clusters", "other", "general-join"));
        assertThat(conflicts(Story.said(start, over))).isEmpty();
    }

    private static String machines(String namespace, String cluster, String template) {
        return "apiVersion: cluster.x-k8s.io/v1beta1\nkind: MachineDeployment\n"
                + "metadata: {name: other, namespace: " + namespace + "}\nspec:\n  clusterName: " + cluster
                + "\n  template: {spec: {bootstrap: {configRef: {kind: KubeadmConfigTemplate, name: " + template
                + "}}}}\n";
    }

    private static MapTree behind(String file, String text) {
        MapTree tree = NodeFiles.clusterApi();
        return tree.with(file, tree.files().get(file) + "---\n" + text);
    }

    private static String said(Problem problem) {
        return problem.code().id() + " " + problem.severity();
    }

    private static List<Problem> conflicts(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.code() == ErrorCode.NODE_TEMPLATE_CONFLICT)
                .toList();
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code().id().startsWith("node-template"))
                .toList();
    }

    private static void refused(MapTree tree, Consumer<Problem> expectations) {
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_CONFLICT);
                                    expectations.accept(problem);
                                }));
    }
}
