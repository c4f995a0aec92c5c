package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who applies a file through kustomizations and charts reads it as well as who lists it. */
class SharedFilesTest {

    private static final String BROKER = "kafka/broker.yaml";
    private static final String REPOSITORY = "https://git.example.com/platform/gitops.git";

    /** One kustomization lists the file, and of those that build that one, each takes the edit to a cluster. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Application|overlays/staging|second (",
                "Application|kafka|second (",
                "{clusters: {}}|overlays/staging|second (",
                "{clusters: {}}|kafka|second (",
                "{git: {repoURL: OURS, directories: [{path: overlays/*}]}}|'{{path}}'|second (",
                "{git: {repoURL: OURS, files: [{path: '**/kustomization.yaml'}]}}|'{{path}}'|second (",
                // nobody here is known to build it for certain, so it counts itself
                "{clusters: {}}|'overlays/{{name}}'|overlays/staging/kustomization.yaml",
                "Application|shop|overlays/staging/kustomization.yaml",
                "{clusters: {}}|shop|overlays/staging/kustomization.yaml",
                "{git: {repoURL: OURS, files: [{path: 'overlays/staging/*.yaml'}]}}|shop|overlays/staging/kustomization.yaml"
            })
    void aSecondOneThatBuildsTheListIsNamed(String generators, String path, String named) {
        MapTree tree = kustomized()
                .with("overlays/staging/kustomization.yaml", "resources: [../../kafka]\n")
                .with("apps/second.yaml", second(generators, path));
        assertThat(shared(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.message()).contains("Application kafka (", named);
            assertThat(problem.where().file()).isEqualTo(BROKER);
        });
    }

    /** Above the repository there is nothing. */
    @Test
    void anEntryThatLeadsOutIsNoReader() {
        MapTree tree = kustomized().with("apps/second.yaml", second("Application", "overlays"));
        assertThat(shared(tree.with("overlays/kustomization.yaml", "resources: [../kafka]\n")))
                .hasSize(1);
        for (String entry : List.of("../../kafka", "x/../../../kafka", "../../kafka/broker.yaml")) {
            assertThat(shared(tree.with("overlays/kustomization.yaml", "resources: [" + entry + "]\n")))
                    .as(entry)
                    .isEmpty();
        }
    }

    @Test
    void oneThatBuildsItIsNoSecond() {
        assertThat(shared(kustomized())).isEmpty();
        MapTree set = kustomized().with("apps/kafka.yaml", second("{clusters: {}}", "kafka"));
        assertThat(shared(set)).isEmpty();
        assertThat(Story.plan(set).findings()).noneMatch(problem -> problem.code() == ErrorCode.FILE_UNAPPLIED);
    }

    /** One set is one reader, and its Applications may be many: then each cluster gets the edit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{clusters: {}}|{server: '{{server}}'}|kafka|true",
                "{clusters: {}}|{name: '{{name}}'}|kafka|true",
                "{clusters: {}}|{name: in-cluster}|kafka|false",
                "{list: {elements: [{at: 'https://kubernetes.default.svc'}]}}|{server: '{{at}}'}|kafka|false",
                "{list: {elements: [{at: 'https://kubernetes.default.svc'}, {at: 'https://b'}]}}|{server: '{{at}}'}|kafka|true",
                "{git: {repoURL: OURS, directories: [{path: 'kaf*'}]}}|{name: '{{path.basename}}'}|'{{path}}'|false",
                "{matrix: {generators: [{clusters: {}}, {git: {repoURL: OURS, directories: [{path: 'kaf*'}]}}]}}|{name: '{{name}}'}|'{{path}}'|true"
            })
    void aSetWithOnePathForManyClustersIsAFinding(String generators, String to, String path, boolean spreads) {
        String set = second(generators, path).replace("{server: https://kubernetes.default.svc, namespace: kafka}", to);
        for (MapTree tree : List.of(Story.tree(), kustomized())) {
            List<Problem> problems = shared(tree.with("apps/kafka.yaml", set));
            assertThat(problems).hasSize(spreads ? 1 : 0).allSatisfy(problem -> {
                assertThat(problem.severity()).hasToString("WARNING");
                assertThat(problem.where().file()).isEqualTo("apps/kafka.yaml");
                assertThat(problem.message())
                        .startsWith("each Application of ApplicationSet second (apps/kafka.yaml) reads " + BROKER);
            });
        }
    }

    /** Calico's kustomization is its own Application's: the removal would reach the other's cluster, too. */
    @ParameterizedTest
    @ValueSource(strings = {"Application", "{clusters: {}}"})
    void calicosKustomizationHasOneReader(String generators) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.30"));
        assertThat(shared(tree)).isEmpty();
        for (String path : List.of("network/calico", "overlays/staging")) {
            List<Problem> problems =
                    shared(tree.with("overlays/staging/kustomization.yaml", "resources: [../../network/calico]\n")
                            .with("apps/second.yaml", second(generators, path)));
            assertThat(problems)
                    .extracting(problem -> problem.where().file())
                    .contains("network/calico/calico.yaml", "network/calico/kustomization.yaml");
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.message()).contains("second (apps/second.yaml)"));
        }
    }

    /** A chart in the repository reads its values, its templates and its CRDs, and no other file of its folder. */
    @ParameterizedTest
    @CsvSource({
        "templates/broker.yaml,true",
        "templates/deep/broker.yaml,true",
        "crds/broker.yaml,true",
        "broker.yaml,false"
    })
    void aChartReadsWhatHelmKnows(String file, boolean reads) {
        MapTree tree = Story.tree().with("kafka/Chart.yaml", "name: kafka\nversion: 1.0.0\n");
        String broker = "kafka/" + file;
        tree = tree.with(broker, tree.files().remove(BROKER))
                .with("crossfade.yaml", tree.files().get("crossfade.yaml").replace(BROKER, broker));
        for (String second : List.of("Application", "{clusters: {}}")) {
            assertThat(shared(tree.with("apps/second.yaml", second(second, "kafka"))))
                    .hasSize(reads ? 1 : 0)
                    .allSatisfy(problem ->
                            assertThat(problem.message()).contains("Application kafka", "second (apps/second.yaml)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application", "{clusters: {}}"})
    void aChartReadsItsValues(String second) {
        MapTree tree = Story.tree()
                .with("network/cilium/Chart.yaml", "name: ours\nversion: 1.0.0\n")
                .with("apps/second.yaml", second(second, "network/cilium"));
        assertThat(shared(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.where().file()).isEqualTo("network/cilium/values.yaml");
            assertThat(problem.message()).contains("second (apps/second.yaml) reads it, too");
        });
    }

    private static MapTree kustomized() {
        return Story.tree().with("kafka/kustomization.yaml", "resources: [broker.yaml, networkpolicies.yaml]\n");
    }

    /** An Application, or an ApplicationSet with these generators. */
    private static String second(String generators, String path) {
        String spec = "spec:\n      destination: {server: https://kubernetes.default.svc, namespace: kafka}\n"
                + "      syncPolicy: {automated: {selfHeal: true}}\n      source: {repoURL: OURS, path: '"
                + path.replace("'", "") + "'}\n";
        String text = generators.equals("Application")
                ? "kind: Application\nmetadata: {name: second}\n" + spec.replace("\n      ", "\n  ")
                : "kind: ApplicationSet\nmetadata: {name: second}\nspec:\n  generators: [" + generators
                        + "]\n  template:\n    metadata: {name: '{{name}}'}\n    " + spec;
        return "apiVersion: argoproj.io/v1alpha1\n" + text.replace("OURS", REPOSITORY);
    }

    private static List<Problem> shared(MapTree tree) {
        List<Problem> problems;
        try {
            problems = Story.plan(tree).findings();
        } catch (CrossfadeException refused) {
            problems = refused.problems();
        }
        return problems.stream()
                .filter(problem -> Set.of(ErrorCode.FILE_SHARED).contains(problem.code()))
                .toList();
    }
}
