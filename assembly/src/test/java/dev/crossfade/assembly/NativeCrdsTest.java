package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which set of CRDs a Calico from 3.32 on has: as Git shows it for this cluster, and said where it does not. */
class NativeCrdsTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String NATIVE = "\"ippools.projectcalico.org\"";
    private static final String AGGREGATED = "\"ippools.crd.projectcalico.org\"";
    private static final String OWN = "https://kubernetes.default.svc";
    private static final String OTHER = "https://b.example.com";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "  source:\n    chart: projectcalico.org.v3\n    repoURL: https://docs.tigera.io/calico/charts\n",
                "  source: {repoURL: https://docs.tigera.io/calico/charts, chart: projectcalico.org.v3}\n",
                "  sources: [{repoURL: https://docs.tigera.io/calico/charts, chart: 'projectcalico.org.v3'}]\n"
            })
    void anApplicationForThisClusterShowsIt(String source) {
        MapTree own = tree("3.32").with("apps/crds.yaml", application(OWN, source));
        assertThat(deleted(own)).contains("ippools.projectcalico.org").doesNotContain("ippools.crd.");
        assertThat(told(own)).isEmpty();

        MapTree other = tree("3.32").with("apps/crds.yaml", application(OTHER, source));
        assertThat(deleted(other)).contains("ippools.crd.projectcalico.org");
        assertThat(told(other)).hasSize(1);
    }

    @Test
    void aReleaseBeforeThemHasNoneWhateverGitHolds() {
        MapTree tree = tree("3.30").with("apps/crds.yaml", application(OWN, chart("projectcalico.org.v3")));

        assertThat(deleted(tree))
                .contains("ippools.crd.projectcalico.org")
                .doesNotContain("/ippools.projectcalico.org");
        assertThat(told(tree)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network/crds/kustomization.yaml|helmCharts: [{name: projectcalico.org.v3}]|true",
                "network/crds/kustomization.yaml|helmCharts: [{name: crd.projectcalico.org.v1}]|false",
                "network/crds/a.yaml|{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: "
                        + NATIVE + "}}|true",
                "network/crds/a.yaml|{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: "
                        + AGGREGATED + "}}|false"
            })
    void soDoKustomizationsAndManifests(String file, String text, boolean natively) {
        MapTree tree = tree("3.32").with(file, text + "\n");

        assertThat(deleted(tree).contains("/ippools.projectcalico.org")).isEqualTo(natively);
        assertThat(told(tree)).isEmpty();
    }

    @Test
    void whatNothingOrBothShowIsSaid() {
        assertThat(told(tree("3.32"))).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).startsWith("crossfade.yaml:");
            assertThat(problem.message())
                    .startsWith("nothing in Git for this cluster shows which set of Calico's CRDs")
                    .endsWith("the plan assumes that Calico 3.32 uses those of crd.projectcalico.org.v1: those of the"
                            + " other set would stay in the cluster");
            assertThat(problem.cure()).contains("beside what calico.source.live names");
        });
        MapTree both = tree("3.32")
                .with("apps/crds.yaml", application(OWN, chart("projectcalico.org.v3")))
                .with("apps/old.yaml", application(OWN, chart("crd.projectcalico.org.v1")));
        assertThat(told(both))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("Git has both sets")
                        .contains("uses those of projectcalico.org.v3: those of the other set would stay"));
    }

    @Test
    void theSetThatIsKeptWithCalicoGoesBeforeWhatStandsBesideIt() {
        String crds = "network/calico/crds.yaml";
        MapTree kept = CalicoSourcesTest.tree(new CalicoWorld("operator", "files", "3.32"));
        MapTree aggregated = kept.with("apps/crds.yaml", application(OWN, chart("projectcalico.org.v3")));
        assertThat(told(aggregated)).isEmpty();
        assertThat(natively(aggregated)).isFalse();

        MapTree natively = kept.with(
                        crds, kept.files().get(crds).replace(".crd.projectcalico.org", ".projectcalico.org"))
                .with("apps/crds.yaml", application(OWN, chart("crd.projectcalico.org.v1")));
        assertThat(told(natively)).isEmpty();
        assertThat(natively(natively)).isTrue();
    }

    @Test
    void theOperatorsOwnCrdsShowNoSet() {
        String crds = "network/calico/crds.yaml";
        MapTree kept = CalicoSourcesTest.tree(new CalicoWorld("operator", "files", "3.32"));
        String operators = Stream.of(kept.files().get(crds).split("---\n"))
                .filter(crd -> crd.contains(".operator.tigera.io"))
                .collect(Collectors.joining("---\n"));
        MapTree tree =
                kept.with(crds, operators).with("apps/crds.yaml", application(OWN, chart("projectcalico.org.v3")));
        assertThat(natively(tree)).isTrue();
    }

    private static boolean natively(MapTree tree) {
        return Story.plan(tree).plan().migration().inventory().calico().nativeCrds();
    }

    /** Such as one that git-crypt keeps. */
    @Test
    void aFileThatIsNoTextStandsInNobodysWay() {
        MapTree tree = tree("3.30").with("secrets/key.yaml", "a: b\n");

        Tree encrypted = new Tree() {
            @Override
            public Optional<String> read(String path) {
                if (path.equals("secrets/key.yaml")) {
                    throw new CrossfadeException(
                            ErrorCode.INPUT_NOT_TEXT, Where.file(path), "is no text", "name another file");
                }
                return tree.read(path);
            }

            @Override
            public SortedSet<String> list(String folder) {
                return tree.list(folder);
            }

            @Override
            public SortedMap<String, String> links() {
                return tree.links();
            }
        };

        assertThat(new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                        .plan(new SpecFile(SPEC, tree.files().get(SPEC)), encrypted)
                        .plan()
                        .entries())
                .isNotEmpty();
    }

    private static MapTree tree(String release) {
        return CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", release));
    }

    private static String chart(String name) {
        return "  source: {repoURL: https://docs.tigera.io/calico/charts, chart: " + name + "}\n";
    }

    private static String application(String server, String source) {
        return Applications.with("crds-" + source.hashCode(), "  destination: {server: " + server + "}\n" + source);
    }

    private static String deleted(MapTree tree) {
        return Journey.of(Story.plan(tree)).commit("remove-calico-leftovers").changes().files().entrySet().stream()
                .filter(file -> file.getKey().contains("/job-"))
                .flatMap(file -> file.getValue().stream())
                .findFirst()
                .orElseThrow();
    }

    private static List<Problem> told(MapTree tree) {
        Preview preview = Story.plan(tree);
        return preview.findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CALICO_UNREAD)
                .toList();
    }
}
