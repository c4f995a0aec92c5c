package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What phases write into the file of Calico's Application must reach Argo CD, its deletion above all. */
class ApplicationReachTest {

    private static final String ROOT = "apps/root.yaml";
    private static final Set<ErrorCode> CODES =
            EnumSet.of(ErrorCode.APPLICATION_UNAPPLIED, ErrorCode.APPLICATION_UNPRUNED);

    @Test
    void withoutARootTheFileReachesNobody() {
        MapTree tree = Story.tree();
        tree.files().remove(ROOT);
        assertThat(findings(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_UNAPPLIED);
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().file()).isEqualTo("apps/calico.yaml");
            assertThat(problem.cure())
                    .contains("remove-calico-workloads-prune", "kubectl -n argocd delete application calico");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  syncPolicy: {automated: {}}\n",
                "  syncPolicy: {automated: {prune: false}}\n",
                "  syncPolicy: {automated: {prune: true, enabled: false}}\n"
            })
    void aRootThatDoesNotPruneKeepsTheApplicationInTheCluster(String policy) {
        assertThat(findings(Story.tree().with(ROOT, root(policy))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_UNPRUNED);
                    assertThat(problem.message()).startsWith("Application root (apps/root.yaml) applies this file");
                    assertThat(problem.cure()).contains("kubectl -n argocd delete application calico");
                });
    }

    /** What an ApplicationSet makes for the folder applies the file as a root would, its own prune included. */
    @Test
    void aSetMayBeTheRoot() {
        assertThat(findings(Story.tree().with(ROOT, set("apps", "{automated: {prune: true}}"))))
                .isEmpty();
        assertThat(findings(Story.tree()
                        .with(ROOT, set("roots", "{automated: {prune: true}}"))
                        .with("roots/kustomization.yaml", "resources: [../apps]\n")
                        .with("apps/kustomization.yaml", "resources: [calico.yaml, kafka.yaml]\n")))
                .isEmpty();
        assertThat(findings(Story.tree().with(ROOT, set("apps", "{automated: {}}"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_UNPRUNED);
                    assertThat(problem.message())
                            .startsWith("ApplicationSet root (apps/root.yaml) applies this file and does not prune");
                });
        String patch = "  templatePatch: |\n    spec: {syncPolicy: {automated: {prune: true}}}\n";
        assertThat(findings(Story.tree().with(ROOT, set("apps", "{automated: {}}") + patch)))
                .isEmpty();
        assertThat(findings(Story.tree().with(ROOT, set("'{{path}}'", "{automated: {prune: true}}"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_UNAPPLIED);
                    assertThat(problem.message())
                            .startsWith(
                                    "ApplicationSet root (apps/root.yaml) may make an Application that applies this");
                });
    }

    private static String set(String path, String policy) {
        return "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: root}\nspec:\n"
                + "  generators: [{clusters: {}}]\n  template:\n    metadata: {name: root}\n    spec:\n"
                + "      source: {repoURL: https://git.example.com/platform/gitops.git, path: " + path + "}\n"
                + "      syncPolicy: " + policy + "\n";
    }

    @Test
    void aRootThatPrunesIsNoFindingAndNeitherIsAnApplicationThatStays() {
        assertThat(findings(Story.tree().with(ROOT, root("  syncPolicy: {automated: {prune: true}}\n"))))
                .isEmpty();
        String calico = "network/calico/calico.yaml";
        String ours = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ours, namespace: kube-system}\n";
        MapTree stays = Story.tree().with(ROOT, root(""));
        assertThat(findings(stays.with(calico, stays.files().get(calico) + ours)))
                .isEmpty();
    }

    @Test
    void everyCommitThatEditsAFileOfNobodysSaysWhatToDoByHand() {
        MapTree tree = Story.tree();
        tree.files().remove(ROOT);
        for (PlannedCommit commit : Story.plan(tree).commits()) {
            boolean edits = commit.changes().files().containsKey("apps/calico.yaml");
            boolean ends = commit.entry().id().equals("remove-calico-leftovers");
            assertThat(commit.message().contains("BY HAND, after the merge (application-unapplied)"))
                    .as(commit.entry().id())
                    .isEqualTo(edits);
            assertThat(commit.message().contains("\nkubectl -n argocd delete application calico\n"))
                    .isEqualTo(ends);
            assertThat(commit.message().contains("\nkubectl apply -f apps/calico.yaml\n"))
                    .isEqualTo(edits && !ends);
        }
    }

    @Test
    void onlyTheLastCommitOfAnApplicationThatNobodyPrunesSaysSo() {
        assertThat(reminded(Story.tree().with(ROOT, root("")))).containsExactly("remove-calico-leftovers");
        MapTree chart = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        MapTree unpruned = chart.with(ROOT, root(""));
        assertThat(reminded(unpruned)).containsExactly("remove-calico-leftovers-operator");
        assertThat(findings(unpruned)).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .contains("remove-calico-leftovers-operator deletes it", "with the operator that it applied");
            assertThat(problem.cure()).contains("before remove-calico-leftovers-operator");
        });
    }

    @Test
    void whoAnswersForItIsNotRemindedAnyMore() {
        MapTree tree = Story.tree().with(ROOT, root(""));
        String spec = Story.replace(
                tree.files().get("crossfade.yaml"),
                "  argo:",
                "  acknowledged: [{code: application-unpruned, reason: a generator does, by: net}]\n  argo:");
        assertThat(reminded(tree.with("crossfade.yaml", spec))).isEmpty();
    }

    private static List<String> reminded(MapTree tree) {
        return Story.plan(tree).commits().stream()
                .filter(commit -> commit.message().contains("BY HAND, after the merge"))
                .map(commit -> commit.entry().id())
                .toList();
    }

    @Test
    void everyExamplesRootReachesIt() {
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    private static String root(String policy) {
        return Applications.with("root", "  source: {repoURL: x, path: apps}\n" + policy);
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }
}
