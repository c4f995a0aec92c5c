package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.review.ChartComparison;
import dev.crossfade.core.review.PhaseDifference;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.UndoCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What reviewers read of the real chart, rendered before and after a phase. */
class RenderedReviewTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theInstallNamesAsManyObjectsAsHelmMakes(String version) throws IOException {
        Preview preview = Story.withCilium(version);
        PlannedCommit install = preview.commit("install-cilium").orElseThrow();
        MapTree after = MapTree.copyOf(install.base()).with(install.changes());
        String rendered = Charts.render(
                version,
                folder,
                List.of(
                        after.read("network/cilium/values.yaml").orElseThrow(),
                        after.read("network/migration/cilium/values.migration.yaml")
                                .orElseThrow()));
        long objects =
                rendered.lines().filter(line -> line.startsWith("kind: ")).count();
        ReviewFacts facts = facts(preview, "install-cilium", version);

        assertThat(text(preview, "install-cilium", facts))
                .contains("**" + (objects + hooks(facts)) + " objects added, 0 changed, 0 removed.**")
                .contains("DaemonSet `kube-system/cilium`")
                .doesNotContain("helm template");
        assertThat(objects).isGreaterThan(15);
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void droppingTheOverlayChangesNoObject(String version) {
        Preview preview = Story.withCilium(version);

        assertThat(text(preview, "drop-overlay", facts(preview, "drop-overlay", version)))
                .contains("The chart, rendered before and after: **no object changes.**");
    }

    @Test
    void aChangedValueIsTheFieldsThatItChanges() {
        Preview preview = Story.preview();

        assertThat(text(preview, "enforce-policies", facts(preview, "enforce-policies", "1.18.12")))
                .contains("**0 objects added, 3 changed, 0 removed.**")
                .contains(
                        "| ConfigMap `kube-system/cilium-config` | `data.policy-audit-mode`: removed, was `true` |",
                        "| DaemonSet `kube-system/cilium` | `spec.template.metadata.annotations[cilium.io/cilium-configmap-checksum]`: ");
    }

    @Test
    void aHookOfTheChartIsShownAsOne() {
        Preview preview = Story.preview();

        assertThat(text(preview, "install-cilium", facts(preview, "install-cilium", "1.18.12")))
                .contains(
                        "| Job `kube-system/hubble-generate-certs` | added; Helm's hook `post-install,post-upgrade`; runs `");
    }

    /** With certificates that the chart makes itself. */
    @Test
    void twoTextsOfTheSameCommitAreEqual() {
        Preview preview = Story.plan(
                Story.tree()
                        .with(
                                "network/cilium/values.yaml",
                                Story.tree().read("network/cilium/values.yaml").orElseThrow()
                                        + "\nclustermesh:\n  useAPIServer: true\n  apiserver:\n    tls:\n      auto:\n        method: helm\n"));
        String first = text(preview, "install-cilium", facts(preview, "install-cilium", "1.18.12"));

        assertThat(first)
                .isEqualTo(text(preview, "install-cilium", facts(preview, "install-cilium", "1.18.12")))
                .contains("× Secret ", "`kube-system/cilium-ca`");
    }

    @Test
    void anUndoOfTheInstallNamesWhatLeaves() {
        Preview preview = Story.preview();
        PlannedCommit install = preview.commit("install-cilium").orElseThrow();
        MapTree after = MapTree.copyOf(install.base()).with(install.changes());
        UndoCommit undo = new UndoCommit(
                install.entry(),
                after,
                dev.crossfade.core.render.ChangeSet.of(java.util.Map.of(
                        "network/migration/applications/application-cilium.yaml",
                        Optional.empty(),
                        "network/cilium/values.yaml",
                        install.base().read("network/cilium/values.yaml"))),
                2,
                2);
        Optional<ReviewFacts.Chart> chart = new ChartComparison(
                        preview.plan().migration(), shelf("1.18.12", ChartShelf.engine()))
                .of(undo.base(), undo.changes());

        assertThat(new ReviewWriter(preview.plan(), new ClasspathTemplates())
                        .text(undo, new ReviewFacts(List.of(), chart))
                        .text())
                .containsPattern("\\*\\*0 objects added, 0 changed, [0-9]+ removed\\.\\*\\*")
                .contains("DaemonSet `kube-system/cilium`, `kube-system/cilium-envoy` | removed |");
    }

    @Test
    void aPhaseThatLeavesTheChartAloneRendersNothing() {
        Preview preview = Story.preview();

        for (String phase : List.of("prepare", "pin-calico-address", "node-config", "hand-over")) {
            assertThat(facts(preview, phase, "1.18.12").chart()).as(phase).isEmpty();
        }
    }

    @Test
    void withoutAnEngineTheTextSaysWhyAndHowToSeeIt() {
        Preview preview = Story.preview();
        ReviewFacts facts = facts(preview, "install-cilium", shelf("1.18.12", Optional.empty()));

        assertThat(text(preview, "install-cilium", facts))
                .contains("was not rendered for this text (this program has no Helm in it; crossfade diff has)")
                .contains("helm template cilium cilium --repo");
    }

    @Test
    void whatSomebodyAddedToTheApplicationIsNotGuessedAt() {
        Preview preview = Story.preview();
        PlannedCommit commit = preview.commit("enforce-policies").orElseThrow();
        String path = preview.plan().migration().layout().ciliumApplication();
        MapTree base = MapTree.copyOf(commit.base());
        MapTree edited = base.with(
                path,
                Story.replace(
                        base.read(path).orElseThrow(),
                        "releaseName: cilium",
                        "releaseName: cilium\n        values: a"));

        assertThat(new ChartComparison(preview.plan().migration(), shelf("1.18.12", ChartShelf.engine()))
                        .of(edited, commit.changes()))
                .hasValueSatisfying(chart ->
                        assertThat(((ReviewFacts.NotRendered) chart).reason()).contains(path + " a field helm.values"));
    }

    @Test
    void aDifferenceShowsEachObjectLineByLine() {
        Preview preview = Story.preview();
        PhaseDifference difference = PhaseDifference.of(
                preview.plan(),
                preview.commit("enforce-policies").orElseThrow(),
                shelf("1.18.12", ChartShelf.engine()));

        assertThat(difference.chart()).extracting("kind").containsExactly("ConfigMap", "DaemonSet", "Deployment");
        assertThat(difference.chart().get(0).text())
                .startsWith("--- a/ConfigMap kube-system/cilium-config\n+++ b/ConfigMap kube-system/cilium-config\n@@ ")
                .contains("\n-  policy-audit-mode: \"true\"\n");
        assertThat(difference.git()).extracting("name").containsExactly("crossfade-prod");
        assertThat(difference.files()).containsExactly("network/migration/cilium/values.migration.yaml");
        assertThat(difference.notRendered()).isEmpty();
    }

    private static long hooks(ReviewFacts facts) {
        return ((ReviewFacts.Rendered) facts.chart().orElseThrow())
                .after().stream()
                        .filter(object -> String.valueOf(object.get("metadata")).contains("helm.sh/hook="))
                        .count();
    }

    private static String text(Preview preview, String phase, ReviewFacts facts) {
        return new ReviewWriter(preview.plan(), new ClasspathTemplates())
                .text(preview.commit(phase).orElseThrow(), facts)
                .text();
    }

    private static ReviewFacts facts(Preview preview, String phase, String version) {
        return facts(preview, phase, shelf(version, ChartShelf.engine()));
    }

    private static ReviewFacts facts(Preview preview, String phase, ChartShelf shelf) {
        PlannedCommit commit = preview.commit(phase).orElseThrow();
        return new ReviewFacts(
                List.of(), new ChartComparison(preview.plan().migration(), shelf).of(commit.base(), commit.changes()));
    }

    private static ChartShelf shelf(String version, Optional<ChartEngine> engine) {
        return new ChartShelf(
                Optional.of(Charts.archive(version).getParent()), List.of(), engine, ProgressListener.SILENT);
    }
}
