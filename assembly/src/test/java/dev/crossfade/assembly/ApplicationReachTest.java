package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

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
    void everyExamplesRootReachesIt() {
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    private static String root(String policy) {
        return "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: root}\nspec:\n"
                + "  source: {repoURL: x, path: apps}\n" + policy;
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }
}
