package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ApplicationSet finds by folders stays shared in any new file of them: they are to be excluded. */
class FoundFoldersTest {

    private static final String OWN = "give what the migration edits a file of its own";
    private static final String ENTRY =
            " in the generator of ApplicationSet fleet (apps/fleet.yaml), by an entry of directories with exclude: true";
    private static final String KEPT =
            ": any other file in a folder that it finds would be read, too. Before that merge"
                    + " spec.syncPolicy.preserveResourcesOnDeletion: true into the set, with no finalizers in its template, and"
                    + " wait until its Applications have none: else Argo CD deletes what they have applied";
    private static final String BOTH = "exclude network/calico and network/cilium" + ENTRY + " for each" + KEPT;
    private static final String NETWORK = "{git: {repoURL: OURS, directories: [{path: network/*}]}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                NETWORK,
                "{matrix: {generators: [{clusters: {}}, " + NETWORK + "]}}",
                "{git: {repoURL: OURS, directories: [{path: '*/c*'}]}}"
            })
    void allFoldersOfASetAreToBeExcluded(String generator) {
        assertThat(shared(Story.tree().with("apps/fleet.yaml", set(generator, "'{{path}}'"))))
                .extracting(problem -> problem.where().text() + " " + problem.cure())
                .containsExactlyInAnyOrder(
                        "network/calico/calico.yaml " + BOTH,
                        "network/calico/crds.yaml " + BOTH,
                        "network/cilium/values.yaml " + BOTH);
    }

    @Test
    void oneFolderIsNamedAlone() {
        String generator =
                "{git: {repoURL: OURS, directories: [{path: network/*}, {path: network/cal*, exclude: true}]}}";
        assertThat(shared(Story.tree().with("apps/fleet.yaml", set(generator, "'{{.path.path}}'"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.cure()).isEqualTo("exclude network/cilium" + ENTRY + KEPT));
    }

    /** A path of its own, a path from found files, a folder of others' that builds the file. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clusters: {}}|network/calico",
                "{git: {repoURL: OURS, files: [{path: 'network/*/crds.yaml'}]}}|'{{path}}'",
                "{git: {repoURL: OURS, directories: [{path: 'overlays/*'}]}}|'{{path}}'",
                "{git: {repoURL: OURS, directories: [{path: 'network/*'}]}}|network/calico"
            })
    void whoFindsNoFolderOfTheFileIsToldOfAFileOfItsOwn(String generator, String path) {
        MapTree tree = Story.tree().with("apps/fleet.yaml", set(generator, path));
        if (generator.contains("overlays")) {
            tree = tree.with("overlays/a/kustomization.yaml", "resources: [../../network/calico/crds.yaml]\n");
        }
        assertThat(shared(tree))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.cure()).isEqualTo(OWN));
    }

    /** One reader of a workload's file is as it should be, two others are one too many. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoElseReadsTheFileIsToldOfAFileOfItsOwn(boolean third) {
        MapTree tree = Story.tree()
                .with("apps/fleet.yaml", set("{git: {repoURL: OURS, directories: [{path: kaf*}]}}", "'{{path}}'"));
        String application = tree.files().get("apps/kafka.yaml");
        if (third) {
            tree = tree.with("apps/third.yaml", Story.replace(application, "name: kafka", "name: third"));
        }
        assertThat(shared(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).isEqualTo("kafka/broker.yaml");
            assertThat(problem.cure())
                    .isEqualTo("exclude kafka" + ENTRY + KEPT + (third ? ". For its other readers " + OWN : ""));
        });
    }

    @Test
    void aKustomizationOfCalicosAndItsBaseAreExcludedByTheirFolder() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        List<Problem> problems = shared(tree.with("apps/fleet.yaml", set(NETWORK, "'{{path}}'")));
        assertThat(problems)
                .extracting(problem -> problem.where().text())
                .contains("network/calico/kustomization.yaml", "bases/calico-crds/crds.yaml");
        assertThat(problems).allSatisfy(problem -> {
            boolean base = problem.where().text().startsWith("bases/");
            assertThat(problem.cure())
                    .isEqualTo(
                            base
                                    ? "let Calico's Application alone apply it to this cluster: exclude network/calico"
                                            + ENTRY + KEPT
                                    : BOTH);
        });
    }

    private static String set(String generator, String path) {
        return ("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: fleet, namespace: argocd}\n"
                        + "spec:\n  generators: [" + generator + "]\n  template:\n    metadata: {name: 'f-{{name}}'}\n"
                        + "    spec:\n      destination: {name: in-cluster}\n      syncPolicy: {automated: {}}\n"
                        + "      source: {repoURL: OURS, path: " + path + "}\n")
                .replace("OURS", Applications.REPOSITORY);
    }

    private static List<Problem> shared(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream()
                .filter(problem -> problem.code() == ErrorCode.FILE_SHARED && problem.isBlocker())
                .toList();
    }
}
