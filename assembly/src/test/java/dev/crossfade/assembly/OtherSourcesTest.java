package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources beside Calico's in its Application: what they brought would go with it. */
class OtherSourcesTest {

    private static final String APPLICATION = "apps/calico.yaml";
    private static final String CHART =
            "    - {repoURL: https://charts.example.com/x, targetRevision: 1.2.3, chart: node-local-dns}\n";
    private static final String PATH =
            "    - {repoURL: https://git.example.com/platform/gitops.git, targetRevision: main, path: network/extra}\n";
    private static final String REFERENCE =
            "    - {repoURL: https://git.example.com/platform/gitops.git, targetRevision: main, ref: more}\n";
    private static final String CRDS =
            "    - {repoURL: https://docs.tigera.io/calico/charts, targetRevision: v1, chart: projectcalico.org.v3}\n";

    /** An install, where Calico is kept, a source, and what a refusal calls it. */
    @ParameterizedTest
    @CsvSource({
        "manifest,files,CHART,chart node-local-dns",
        "operator,files,CHART,chart node-local-dns",
        "manifest,kustomization,CHART,chart node-local-dns",
        "operator,chart,CHART,chart node-local-dns",
        "operator,chart,PATH,path network/extra",
        "operator,chart,REFERRED_PATH,path network/extra"
    })
    void oneThatIsNotCalicosIsRefused(String install, String source, String other, String says) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld(install, source, "3.30"));
        MapTree with = with(tree, text(other));
        assertThat(Story.said(with, with))
                .filteredOn(Problem::isBlocker)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.where().line()).isEqualTo(line(with, text(other)));
                    assertThat(problem.message())
                            .startsWith("Application calico has a source that is not Calico's, " + says + ":");
                    assertThat(problem.cure()).isEqualTo("give Calico an Application of its own");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "manifest,files,CHART,prepare,remove-calico-leftovers-rbac",
        "manifest,files,PATH,prepare,remove-calico-leftovers-rbac",
        "operator,kustomization,CHART,prepare,remove-calico-leftovers-operator",
        "operator,kustomization,PATH,prepare,remove-calico-leftovers-operator",
        "operator,chart,CHART,prepare,remove-calico-leftovers-application",
        "operator,chart,PATH,prepare,remove-calico-leftovers-application"
    })
    void oneThatCameDuringTheMigrationIsRefusedToo(
            String install, String source, String other, String first, String last) {
        MapTree start = CalicoSourcesTest.tree(new CalicoWorld(install, source, "3.30"));
        Journey journey = Journey.of(Story.plan(start));
        for (String phase : journey.between(first, last)) {
            MapTree base = with(journey.after(phase), text(other));
            assertThat(Story.said(start, base))
                    .as(phase)
                    .filteredOn(problem -> problem.code() == ErrorCode.FLAVOUR_UNSUPPORTED)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.where().line()).isEqualTo(line(base, text(other))));
        }
    }

    /** What stays for other objects of Calico's folder applies the other sources, too. */
    @Test
    void anApplicationThatStaysKeepsThem() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "files", "3.30"))
                .with("network/calico/ours.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours}}\n");
        Journey journey = Journey.of(Story.plan(with(tree, CHART)));
        assertThat(journey.text("hand-over", APPLICATION))
                .contains("chart: node-local-dns")
                .doesNotContain("finalizer");
    }

    @Test
    void referencesAndChartsOfCalicosCrdsAreFine() {
        MapTree chart = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.32"));
        assertThat(refusals(with(chart, REFERENCE + CRDS))).isEmpty();
        MapTree earlier = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        assertThat(refusals(with(earlier, CRDS))).hasSize(1);
    }

    private static List<Problem> refusals(MapTree tree) {
        return Story.said(tree, tree).stream().filter(Problem::isBlocker).toList();
    }

    private static String text(String other) {
        return switch (other) {
            case "CHART" -> CHART;
            case "REFERRED_PATH" -> PATH.replace("path:", "ref: more, path:");
            default -> PATH;
        };
    }

    /** The Application with another source, the last one. */
    private static MapTree with(MapTree tree, String source) {
        String text = tree.files()
                .get(APPLICATION)
                .replaceFirst(
                        "  source:\n    (.*)\n    (.*)\n    (.*)\n", "  sources:\n    - $1\n      $2\n      $3\n");
        int end = text.indexOf("  syncPolicy:");
        return tree.with(APPLICATION, text.substring(0, end) + source + text.substring(end));
    }

    private static int line(MapTree tree, String source) {
        String text = tree.files().get(APPLICATION);
        return 1 + (int) text.substring(0, text.indexOf(source)).lines().count();
    }
}
