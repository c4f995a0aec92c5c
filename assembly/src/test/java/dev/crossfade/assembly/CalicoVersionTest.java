package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The version in crossfade.yaml is the one of the image that runs, or that is a finding. */
class CalicoVersionTest {

    private static final String SPEC = "crossfade.yaml";

    @ParameterizedTest
    @CsvSource({
        "manifest,files,network/calico/calico.yaml",
        "manifest,kustomization,network/calico/calico.yaml",
        "manifest,live,network/migration/live/calico.yaml",
        "canal,files,network/calico/calico.yaml",
        "canal,live,network/migration/live/calico.yaml"
    })
    void anotherReleaseThanTheImagesIsAFindingAtTheImage(String install, String source, String file) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld(install, source, "3.28"));
        assertThat(findings(tree)).isEmpty();
        assertThat(findings(version(tree, "3.28", "3.28.4"))).isEmpty();
        assertThat(findings(version(tree, "3.28", "3.30"))).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith(file + ":");
            int line = problem.where().line();
            assertThat(tree.files().get(file).lines().toList().get(line - 1))
                    .contains("image: docker.io/calico/node:v3.28.0");
            assertThat(problem.message()).isEqualTo("calico-node runs v3.28.0 here, and spec.calico.version is 3.30");
            assertThat(problem.cure()).contains("correct spec.calico.version");
        });
    }

    /** The image, and whether it tells another release than 3.25. */
    @ParameterizedTest
    @CsvSource({
        "quay.io/calico/node:v3.25.2,false",
        "quay.io/calico/node:v3.26.0,true",
        "mirror.example.com:5000/calico/node:3.28,true",
        "mirror.example.com:5000/calico/node:v3.28.1-amd64,true",
        "mirror.example.com:5000/calico/node:v3.28.1@sha256:0123,true",
        "mirror.example.com:5000/calico/node@sha256:0123,false",
        "mirror.example.com:5000/calico/node,false",
        "mirror.example.com/calico/node:2026.1,false",
        "mirror.example.com/calico/node:stable,false"
    })
    void onlyTagsOfCalicosOwnFormTellARelease(String image, boolean differs) {
        String file = "network/calico/calico.yaml";
        String text = Story.tree().files().get(file).replace("docker.io/calico/node:v3.25.2", image);
        assertThat(text).contains("image: " + image);
        assertThat(findings(Story.tree().with(file, text))).hasSize(differs ? 1 : 0);
    }

    @Test
    void theTagThatAKustomizationPutsInItsPlaceWins() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        String file = "network/calico/kustomization.yaml";
        String text = tree.files().get(file) + "images:\n  - name: docker.io/calico/node\n    newTag: v3.30.1\n";
        assertThat(findings(tree.with(file, text)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo(file + ":7:5"));
        assertThat(findings(version(tree.with(file, text), "3.28", "3.30"))).isEmpty();
        assertThat(findings(version(
                        tree.with(file, text.replace("newTag: v3.30.1", "digest: sha256:0123")), "3.28", "3.30")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "live"})
    void theOperatorsVersionIsBelieved(String source) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", source, "3.28"));
        assertThat(findings(version(tree, "3.28", "3.30"))).isEmpty();
    }

    /** What the Application asks for, and whether it tells another release than 3.28. */
    @ParameterizedTest
    @CsvSource({
        "v3.30.2,true",
        "3.27.0,true",
        "v3.28.0,false",
        "v3.28.4,false",
        "3.*,false",
        "'\">=3.30.0\"',false",
        "main,false"
    })
    void theReleaseOfTheOperatorsChartIsCompared(String revision, boolean differs) {
        String file = "apps/calico.yaml";
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.28"));
        MapTree revised = tree.with(
                file, Story.replace(tree.files().get(file), "targetRevision: v3.28.0", "targetRevision: " + revision));
        List<Problem> findings = findings(revised);
        assertThat(findings).hasSize(differs ? 1 : 0).allSatisfy(problem -> {
            assertThat(revised.files()
                            .get(file)
                            .lines()
                            .toList()
                            .get(problem.where().line() - 1))
                    .contains("targetRevision: " + revision);
            assertThat(problem.message())
                    .isEqualTo("the chart tigera-operator is " + revision + " here, and spec.calico.version is 3.28");
        });
    }

    @Test
    void theDependencyOfAChartInTheRepositoryIsCompared() {
        String chart = "network/calico/Chart.yaml";
        MapTree tree = ChartValuesTest.ofRepository()
                .with(
                        "network/calico/values-prod.yaml",
                        "tigera-operator: {installation: {calicoNetwork: {bgp: Enabled}}}\n")
                .with("network/calico/values.yaml", "resources: {}\n");
        assertThat(findings(tree)).isEmpty();
        assertThat(findings(tree.with(chart, Story.replace(tree.files().get(chart), "v3.30.2", "v3.29.1"))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).startsWith(chart + ":6:"));
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Story#examples")
    void theExamplesSayWhatRuns(String example) {
        assertThat(findings(Story.tree(example))).isEmpty();
    }

    private static MapTree version(MapTree tree, String from, String to) {
        return tree.with(
                SPEC,
                Story.replace(tree.files().get(SPEC), "    version: \"" + from + "\"", "    version: \"" + to + "\""));
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CALICO_VERSION)
                .toList();
    }
}
