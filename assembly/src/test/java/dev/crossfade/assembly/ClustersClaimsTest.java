package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The figures on the page of clusters are those of the tests that it speaks of. */
class ClustersClaimsTest {

    @Test
    void theChartsAreThoseThatAreRendered() throws IOException {
        String charts = String.join(", ", Story.CHARTS.subList(0, Story.CHARTS.size() - 1)) + " and "
                + Story.CHARTS.get(Story.CHARTS.size() - 1);
        assertThat(page()).contains("charts " + charts + " rendered with every phase's values");
    }

    @Test
    void theFleetIsAsLargeAsTheOneThatIsPlanned() throws IOException {
        assertThat(FleetTest.CLUSTERS).isEqualTo(40);
        assertThat(page()).contains("| several migrations in one repository | unproven | forty clusters;");
    }

    @Test
    void theExamplesAreThoseThatAreThere() throws IOException {
        assertThat(Story.examples()).allSatisfy(example -> assertThat(page()).contains(example));
    }

    private static String page() throws IOException {
        return Files.readString(Story.root().resolve("docs/clusters.md"));
    }
}
