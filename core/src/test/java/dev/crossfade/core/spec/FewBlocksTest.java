package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges that hold a few nodes' blocks are asked about where nobody says how many nodes there are. */
class FewBlocksTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.245.0.0/24|cluster:|blocks of /24 for 1 nodes",
                "10.245.0.0/22|cluster:|blocks of /24 for 4 nodes",
                "10.245.0.0/21|cluster:|",
                "10.245.0.0/22|cluster: {nodes: 4}|"
            })
    void aFewBlocksAreAFindingWhereNobodySaysHowManyNodesThereAre(String range, String cluster, String message) {
        String nodes = cluster.contains("nodes") ? "cluster:\n    nodes: 4\n" : "cluster:\n";
        List<Problem> problems =
                Found.problems(SpecText.with(SpecText.minimalWith("10.245.0.0/16", range), "cluster:\n", nodes));

        if (message == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.IPAM_CAPACITY);
                assertThat(problem.isBlocker()).isFalse();
                assertThat(problem.message()).contains(message);
            });
        }
    }
}
