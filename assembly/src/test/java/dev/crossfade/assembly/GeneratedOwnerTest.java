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

/** Who makes an Application of Calico's that no file keeps is named, with the way out. */
class GeneratedOwnerTest {

    private static final String OWNER = "apps/calico.yaml";

    /** Where the set is, its generators, the name in its template, the folder that it reads, and what is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/calico.yaml|{clusters: {}}|calico|shop|makes",
                "apps/calico.yaml|{clusters: {}}|'{{name}}'|shop|may make",
                "apps/calico.yaml|{list: {elements: [{app: calico}]}}|'{{app}}'|shop|makes",
                "apps/calico.yaml|{list: {elements: [{app: coredns}, {app: calico}]}}|'{{.app}}'|'network/{{.app}}'|makes",
                "apps/fleet.yaml|{list: {elements: [{app: calico}]}}|'{{app}}'|shop|makes",
                "apps/fleet.yaml|{clusters: {}}|'cal{{name}}'|network/calico|may make",
                "apps/fleet.yaml|{git: {repoURL: OURS, directories: [{path: network/*}]}}|'{{path.basename}}'|'{{path}}'|may make",
                "apps/fleet.yaml|{clusters: {template: {metadata: {name: calico}, spec: {}}}}|x|shop|makes"
            })
    void theSetThatMakesItIsNamed(String file, String generators, String name, String path, String says) {
        MapTree tree = Story.tree();
        tree.files().remove(OWNER);
        String plain = name.replace("'", "");
        for (MapTree each : List.of(tree, tree.with(OWNER, "kind: ConfigMap\napiVersion: v1\nmetadata: {name: x}\n"))) {
            assertThat(refusal(each.with(file, set(generators, plain, path))))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_GENERATED);
                        assertThat(problem.where().text()).matches(file + ":[57]:[0-9]+");
                        assertThat(problem.message())
                                .startsWith("ApplicationSet fleet (" + file + ") " + says + " Application calico");
                        assertThat(problem.cure())
                                .contains(
                                        "argocd appset generate " + file,
                                        "preserveResourcesOnDeletion: true",
                                        "kubectl -n argocd get application calico -o jsonpath={.metadata.finalizers}",
                                        "name that file in crossfade.yaml");
                    });
        }
    }

    /** A set that makes Applications of other names, or may make one of any name of other files, is not the one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/calico.yaml|{clusters: {}}|'{{name}}-calico'|network/calico",
                "apps/calico.yaml|{list: {elements: [{app: coredns}]}}|'{{app}}'|shop",
                "apps/fleet.yaml|{clusters: {}}|'{{name}}'|shop"
            })
    void otherSetsAreNot(String file, String generators, String name, String path) {
        MapTree tree = Story.tree();
        tree.files().remove(OWNER);
        assertThat(refusal(tree.with(file, set(generators, name.replace("'", ""), path))))
                .extracting(Problem::code)
                .containsExactly(file.equals(OWNER) ? ErrorCode.APPLICATION_NOT_FOUND : ErrorCode.INPUT_NOT_FOUND);
    }

    /** What else is wrong is said, too, and an Application that has its file is nobody's product. */
    @Test
    void nothingElseIsHidden() {
        MapTree tree = Story.tree();
        tree.files().remove(OWNER);
        tree.files().remove("kafka/broker.yaml");
        assertThat(refusal(tree.with("apps/fleet.yaml", set("{clusters: {}}", "calico", "shop"))))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(ErrorCode.APPLICATION_GENERATED, ErrorCode.INPUT_NOT_FOUND);

        MapTree kept = Story.tree();
        kept.files().remove("kafka/broker.yaml");
        assertThat(refusal(kept.with("apps/fleet.yaml", set("{clusters: {}}", "calico", "shop"))))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.INPUT_NOT_FOUND);
    }

    @Test
    void soItIsForAKustomizationAndAChart() {
        for (CalicoWorld world : List.of(
                new CalicoWorld("operator", "chart", "3.30"), new CalicoWorld("manifest", "kustomization", "3.30"))) {
            MapTree tree = CalicoSourcesTest.tree(world);
            tree.files().remove(OWNER);
            assertThat(refusal(tree.with("apps/fleet.yaml", set("{clusters: {}}", "calico", "shop"))))
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.APPLICATION_GENERATED);
        }
    }

    private static String set(String generators, String name, String path) {
        return ("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: fleet}\nspec:\n  generators: ["
                        + generators + "]\n  template:\n    metadata: {name: '" + name
                        + "'}\n    spec: {source: {repoURL: OURS, path: '" + path + "'}}\n")
                .replace("OURS", "https://git.example.com/platform/gitops.git");
    }

    private static List<Problem> refusal(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(CrossfadeException.class, e -> problems.addAll(e.problems()));
        return problems.stream().filter(Problem::isBlocker).toList();
    }
}
