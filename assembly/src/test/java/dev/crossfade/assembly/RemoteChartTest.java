package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A chart that is not in the repository is the operator's own, or it is refused. */
class RemoteChartTest {

    private static final String APPLICATION = "apps/calico.yaml";
    private static final String VALUES = "network/calico/values.yaml";

    @ParameterizedTest
    @CsvSource({"my-calico,false", "cluster-base,true", "tigera-operator,true"})
    void anotherChartIsRefusedAtItsLine(String chart, boolean dependency) {
        MapTree tree = tree(chart);
        if (dependency) {
            tree = tree.with(VALUES, "tigera:\n  installation: {calicoNetwork: {bgp: Enabled}}\n")
                    .with(
                            "crossfade.yaml",
                            Story.replace(
                                    tree.files().get("crossfade.yaml"),
                                    "path: installation",
                                    "path: tigera.installation"));
        }
        MapTree refusing = tree;
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(refusing));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.where().file()).isEqualTo(APPLICATION);
            assertThat(refusing.files()
                            .get(APPLICATION)
                            .lines()
                            .toList()
                            .get(problem.where().line() - 1))
                    .contains("chart: " + chart);
            assertThat(problem.message()).startsWith("chart " + chart + " is not in the repository");
        });
    }

    @Test
    void aMirrorThatKeepsTheNameIsTheOperators() {
        assertThat(Story.plan(tree("mirror/tigera-operator")).commits()).isNotEmpty();
    }

    private static MapTree tree(String chart) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        return tree.with(
                APPLICATION, Story.replace(tree.files().get(APPLICATION), "chart: tigera-operator", "chart: " + chart));
    }
}
