package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Node templates that no phase can edit as they are stop the plan, each with its place and a cure. */
class NodeTemplateRefusalsTest {

    private static final String FILE = "infra/pool.yaml";
    private static final String ONE = "    templates: [" + FILE + "]\n";

    @Test
    void aFileMustBeThereAndHoldAKindThatIsKnown() {
        refused(NodeFiles.story(ONE), problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
            assertThat(problem.message()).contains("spec.nodes.templates");
        });
        refused(
                NodeFiles.story(ONE)
                        .with(FILE, "apiVersion: karpenter.sh/v1alpha5\nkind: Provisioner\nmetadata: {name: a}\n"),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_NOT_FOUND);
                    assertThat(problem.where().file()).isEqualTo(FILE);
                    assertThat(problem.message()).contains("karpenter.sh/v1alpha5 Provisioner");
                    assertThat(problem.cure()).contains("NodePool", "runbook.md");
                });
        refused(
                NodeFiles.story(ONE)
                        .with(
                                FILE,
                                NodeFiles.GENERAL_POOL
                                        + "---\napiVersion: karpenter.sh/v1alpha5\nkind: Provisioner\nmetadata: {name: a}\n"),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_NOT_FOUND);
                    assertThat(problem.where().line()).isGreaterThan(20);
                    assertThat(problem.message()).startsWith("no phase can edit karpenter.sh/v1alpha5 Provisioner a");
                });
        refused(
                NodeFiles.story(ONE)
                        .with(FILE, NodeFiles.GENERAL_POOL.replace("karpenter.sh/v1\n", "karpenter.sh/v1alpha9\n")),
                problem -> assertThat(problem.cure())
                        .contains("karpenter.sh/v1beta1 NodePool or karpenter.sh/v1 NodePool"));
        refused(
                NodeFiles.story(ONE).with(FILE, "# nothing\n"),
                problem -> assertThat(problem.message()).startsWith("the file holds nothing"));
        refused(
                NodeFiles.story(ONE).with(FILE, "a: [\n"),
                problem -> assertThat(problem.code()).isEqualTo(ErrorCode.YAML_SYNTAX));
    }

    @Test
    void whereThereAreWavesEachTemplateHasOne() {
        refused(
                NodeFiles.story(ONE + "    waves: [{name: general, select: {pool: general}}]\n")
                        .with(FILE, NodeFiles.GENERAL_POOL),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_WAVE);
                    assertThat(problem.where().text()).startsWith("crossfade.yaml:");
                    assertThat(problem.message()).contains(FILE);
                });
    }

    @Test
    void theControlPlaneComesLast() {
        String waves = "    templates: [" + NodeFiles.WORKERS + ", " + FILE
                + "]\n    waves:\n      - {name: first, templates: [" + FILE + "]}\n      - {name: second, templates: ["
                + NodeFiles.WORKERS + "]}\n";
        refused(
                NodeFiles.story(waves)
                        .with(FILE, NodeFiles.CONTROL_PLANE)
                        .with(NodeFiles.WORKERS, NodeFiles.workers("v1beta1", "a")),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_WAVE);
                    assertThat(problem.message()).contains("KubeadmControlPlane prod", "wave first", "second");
                });
    }

    @Test
    void machinesAndTheirTemplateAreNamedTogether() {
        String both = NodeFiles.workers("v1beta1", "a");
        int border = both.indexOf("---\n");
        refused(NodeFiles.story(ONE).with(FILE, both.substring(0, border)), problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_NOT_FOUND);
            assertThat(problem.message()).contains("MachineDeployment a refers to KubeadmConfigTemplate a-join");
        });
        refused(
                NodeFiles.story(ONE).with(FILE, both.substring(border)),
                problem ->
                        assertThat(problem.message()).contains("no MachineDeployment", "KubeadmConfigTemplate a-join"));
        refused(
                NodeFiles.story(ONE)
                        .with(
                                FILE,
                                both.substring(0, border)
                                        .replace("kind: KubeadmConfigTemplate", "kind: RKE2ConfigTemplate")),
                problem -> assertThat(problem.message()).contains("bootstrapped by a RKE2ConfigTemplate"));
    }

    @Test
    void anotherObjectOfTheTemplatesNameIsNotTheTemplate() {
        String machines = NodeFiles.workers("v1beta1", "a").split("---\n")[0].replace("name: a-join", "name: a");
        refused(NodeFiles.story(ONE).with(FILE, machines), problem -> {
            assertThat(problem.where().file()).isEqualTo(FILE);
            assertThat(problem.message())
                    .contains("MachineDeployment a refers to KubeadmConfigTemplate a, which no file");
            assertThat(problem.cure()).contains("name the file that keeps it");
        });
    }

    @Test
    void aReferenceWithoutANameIsNone() {
        String both = NodeFiles.workers("v1beta1", "a").replace(", name: a-join}", "}");
        refused(NodeFiles.story(ONE).with(FILE, both.split("---\n")[0]), problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_NOT_FOUND);
            assertThat(problem.where().file()).isEqualTo(FILE);
        });
    }

    @Test
    void whatAClusterClassMakesIsRefusedByName() {
        refused(
                NodeFiles.story(ONE)
                        .with(
                                FILE,
                                NodeFiles.workers("v1beta2", "a")
                                        + "---\napiVersion: cluster.x-k8s.io/v1beta2\nkind: Cluster\nmetadata: {name: prod}\n"
                                        + "spec:\n  topology: {classRef: {name: quick}}\n"),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.message()).contains("Cluster prod has a topology");
                    assertThat(problem.where().line()).isGreaterThan(20);
                });
    }

    @Test
    void aConflictIsToldBeforeAnythingIsWritten() {
        refused(
                NodeFiles.story(ONE).with(FILE, NodeFiles.GENERAL_POOL.replace("\"20%\"", "\"0\"")),
                problem -> assertThat(problem.code()).isEqualTo(ErrorCode.NODE_TEMPLATE_CONFLICT));
    }

    @Test
    void aTemplateThatTwoApplicationsReadIsShared() {
        String readers = Story.tree().files().get("apps/kafka.yaml").replace("path: kafka", "path: infra");
        refused(
                NodeFiles.story(ONE)
                        .with(FILE, NodeFiles.GENERAL_POOL)
                        .with("apps/infra.yaml", readers)
                        .with("apps/infra-too.yaml", readers),
                problem -> assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED));
    }

    private static void refused(MapTree tree, Consumer<Problem> expectations) {
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused ->
                                assertThat(refused.problems()).singleElement().satisfies(expectations));
    }
}
