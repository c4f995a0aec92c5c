package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Planner;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A chart that the repository keeps must be Cilium's own, in the release that is planned. */
class CiliumChartTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String CHART = "charts/cilium/Chart.yaml";

    @ParameterizedTest
    @ValueSource(strings = {"1.18.12", "v1.18.12", "1.18.12+ours.2", "v1.18.12+a"})
    void theChartOfTheReleaseIsTaken(String version) {
        MapTree tree = tree().with(CHART, "apiVersion: v2\nname: cilium\nversion: " + version + "\n");
        assertThat(Journey.of(Story.plan(tree))
                        .text("install-cilium", "network/migration/applications/application-cilium.yaml"))
                .contains("path: charts/cilium");
    }

    @Test
    void theChartIsReadAndNotEdited() {
        MapTree tree = tree().with(CHART, "name: cilium\nversion: 1.18.12\n");
        MigrationSpec spec =
                SpecReader.read(SPEC, tree.files().get(SPEC)).spec().orElseThrow();
        String reader = Applications.reading("NAME", "name: staging", "charts/cilium");

        assertThat(Planner.inputs(spec, tree)).contains(CHART);
        assertThat(Story.plan(tree.with("apps/a.yaml", reader.replace("NAME", "a"))
                                .with("apps/b.yaml", reader.replace("NAME", "b")))
                        .commits())
                .noneMatch(commit -> commit.changes().files().containsKey(CHART));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: our-cilium\\nversion: 1.18.12\\ndependencies: [{name: cilium, version: 1.18.12}]|:1:1|our-cilium",
                "version: 1.18.12|:1:1|without a name",
                "name: cilium\\nversion: 1.18.11|:2:1|1.18.11",
                "name: cilium\\nversion: 1.18.12-rc.1|:2:1|1.18.12-rc.1",
                "name: cilium|:1:1|without a version"
            })
    void anyOtherChartIsRefused(String chart, String place, String says) {
        Problem problem = refusal(tree().with(CHART, chart.replace("\\n", "\n") + "\n"));

        assertThat(problem.code()).isEqualTo(ErrorCode.CILIUM_CHART);
        assertThat(problem.where().text()).isEqualTo(CHART + place);
        assertThat(problem.message()).contains(says);
    }

    /** Nobody here sees what a chart from elsewhere holds; one of another name may be a mirror's, or one around Cilium's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{repository: https://charts.example.com, name: our-cilium}|our-cilium",
                "{repository: https://charts.example.com, name: charts/network}|network",
                "{oci: oci://registry.example.com/charts/network}|network",
                "{repository: https://charts.example.com}|",
                "{repository: https://charts.example.com, name: mirror/cilium}|",
                "{oci: oci://registry.example.com/charts/cilium}|"
            })
    void aChartOfAnotherNameFromElsewhereIsAFinding(String chart, String name) {
        String spec = Story.replace(
                Story.tree().files().get(SPEC), "    clusterName:", "    chart: " + chart + "\n    clusterName:");
        List<Problem> found = Story.plan(Story.tree().with(SPEC, spec)).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CILIUM_CHART)
                .toList();
        if (name == null) {
            assertThat(found).isEmpty();
            return;
        }
        assertThat(found).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith(SPEC + ":");
            assertThat(problem.message()).startsWith("chart " + name + " is not in the repository");
        });
    }

    @Test
    void aFolderWithoutAChartIsRefused() {
        Problem problem = refusal(tree());

        assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
        assertThat(problem.message()).contains(CHART, "spec.cilium.chart.path");
    }

    private static MapTree tree() {
        MapTree tree = Story.tree();
        String spec = Story.replace(
                tree.files().get(SPEC), "    clusterName:", "    chart: {path: charts/cilium}\n    clusterName:");
        return tree.with(SPEC, spec);
    }

    private static Problem refusal(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refusal -> problems.addAll(refusal.problems().stream()
                                .filter(Problem::isBlocker)
                                .toList()));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
