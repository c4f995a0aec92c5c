package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a phase changes in the cluster, as people and scripts ask for it. */
class DiffTest extends CommandLine {

    @Test
    void theNextPhaseIsShownObjectByObjectAndNothingIsWritten() throws IOException {
        assertThat(run("diff")).as(err()).isZero();

        assertThat(out())
                .startsWith("prod: prepare the migration (1/26 prepare)\n\nGit:   ")
                .contains("Chart: no object changes\n", "\n--- /dev/null\n+++ b/ConfigMap kube-system/crossfade-prod\n")
                .contains("+  phase: prepare\n");
        assertThat(branches()).containsExactly("refs/heads/main");
    }

    @Test
    void withoutAChartItSaysSoAndShowsTheRest() {
        assertThat(run("diff", "install-cilium")).as(err()).isZero();

        assertThat(out())
                .contains("Chart: not rendered: no chart cilium 1.18.12 is at hand; --charts DIR names")
                .contains("Other files: network/cilium/values.yaml, ")
                .contains("+++ b/Application argocd/prod-cilium\n");
    }

    @Test
    void aChartIsRenderedBeforeAndAfter() throws IOException {
        Path charts = charts();
        assertThat(run("diff", "finalize-cilium", "--charts", charts.toString(), "-o", "json"))
                .as(err())
                .isZero();

        JsonNode difference = new ObjectMapper().readTree(out());
        assertThat(difference.at("/phase/id").asText()).isEqualTo("finalize-cilium");
        assertThat(difference.path("chartRendered").asBoolean()).isTrue();
        assertThat(difference.path("objects").findValuesAsText("source")).contains("git", "chart");
        assertThat(difference.path("objects"))
                .filteredOn(object -> object.path("name").asText().equals("cilium-config"))
                .singleElement()
                .satisfies(config -> assertThat(config.path("diff").asText())
                        .contains("-  custom-cni-conf: \"true\"\n", "+  custom-cni-conf: \"false\"\n"));
        assertThat(difference.path("added").asInt()
                        + difference.path("changed").asInt()
                        + difference.path("removed").asInt())
                .isEqualTo(difference.path("objects").size());
        assertThat(err()).contains("rendering the chart in " + charts.resolve("cilium-1.18.12.tgz"));
    }

    @Test
    void aFolderWithoutTheChartIsAMistake() {
        assertThat(run("diff", "install-cilium", "--charts", folder.toString())).isEqualTo(1);
        assertThat(err()).contains("[cilium-chart]", "no chart cilium 1.18.12 in " + folder);
    }

    @Test
    void aFolderThatIsNotThereIsAMistakeWhereNoValueChangesToo() {
        Path nowhere = folder.resolve("nowhere");
        assertThat(run("diff", "node-config", "--charts", nowhere.toString())).isEqualTo(1);
        assertThat(err()).contains("[cilium-chart]", "there is no folder " + nowhere);
    }

    @Test
    void aPhaseThatIsNoneIsSaid() {
        assertThat(run("diff", "finalise-cilium")).isEqualTo(2);
        assertThat(err()).contains("this plan has no phase 'finalise-cilium'; did you mean 'finalize-cilium'?");
        assertThat(run("diff", "adopt-calico")).isEqualTo(2);
        assertThat(err()).contains("phase adopt-calico is skipped: Calico is in Git");
    }

    private static Path charts() {
        Path charts = Path.of(System.getProperty("crossfade.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve("charts");
        assumeTrue(Files.exists(charts.resolve("cilium-1.18.12.tgz")), "needs charts in ../shared");
        return charts;
    }
}
