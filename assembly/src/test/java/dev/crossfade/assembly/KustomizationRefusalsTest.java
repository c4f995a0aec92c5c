package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a kustomization of Calico's may not say, and what is told where it says what is not read. */
class KustomizationRefusalsTest {

    private static final String FILE = "network/calico/kustomization.yaml";
    private static final String CALICO = "network/calico/calico.yaml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "namePrefix: a-",
                "nameSuffix: -a",
                "helmCharts: [{name: a}]",
                "helmChartInflationGenerator: [{chartName: a}]",
                "generators: [g.yaml]",
                "transformers: [t.yaml]",
                "components: [../c]"
            })
    void aFieldThatShowsItsObjectsOnlyWhenBuiltIsRefused(String field) {
        assertThat(refused(with(tree("manifest"), field + "\n")))
                .filteredOn(problem -> problem.code() == ErrorCode.FLAVOUR_UNSUPPORTED)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.where().text()).isEqualTo(FILE + ":5:1");
                    assertThat(problem.message()).contains("with " + field.replaceFirst(":.*", "") + " shows");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/calico.yaml",
                "github.com/projectcalico/calico/manifests",
                "git@github.com:projectcalico/calico.git",
                "ours/calico?ref=v3.28.0"
            })
    void aResourceOutsideTheRepositoryIsRefused(String resource) {
        MapTree tree = tree("manifest");
        String text = tree.files().get(FILE).replace("resources:\n", "resources:\n  - " + resource + "\n");
        assertThat(refused(tree.with(FILE, text))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains(resource + " lies outside this repository");
        });
    }

    /** An install, and the object that a late patch is for. */
    @ParameterizedTest
    @CsvSource({"manifest,DaemonSet,calico-node", "canal,DaemonSet,canal", "operator,Installation,default"})
    void aPatchBehindAllOthersForWhatIsPinnedIsRefused(String install, String kind, String name) {
        String late = "patchesJson6902: [{target: {version: v1, kind: " + kind + ", name: " + name
                + "}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}]\n";
        assertThat(refused(with(tree(install), late))).first().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains("patchesJson6902 changes " + kind + "/" + name);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "DaemonSet,calico-node,true",
        "ConfigMap,calico-config,true",
        "FelixConfiguration,default,true",
        "IPPool,default,true",
        "BGPConfiguration,default,true",
        "BGPPeer,default,true",
        "ClusterRole,calico-node,false"
    })
    void whatIsNotReadIsToldOfEveryKindThatTheReaderLooksAt(String kind, String name, boolean told) {
        MapTree tree = tree("manifest");
        String objects = tree.files().get(CALICO);
        if (kind.matches("Felix.*|IPPool|BGP.*")) {
            objects += "---\n{apiVersion: crd.projectcalico.org/v1, kind: " + kind
                    + ", metadata: {name: default}, spec: {}}\n";
        }
        String patch = "patches: [{target: {kind: " + kind
                + "}, patch: '[{\"op\": \"copy\", \"from\": \"/a\", \"path\": \"/b\"}]'}]\n";
        List<Problem> findings = Story.plan(with(tree.with(CALICO, objects), patch)).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CALICO_UNREAD)
                .toList();
        assertThat(findings).hasSize(told ? 1 : 0);
        assertThat(findings).allSatisfy(problem -> assertThat(problem.message()).contains(kind + "/" + name));
    }

    private static MapTree tree(String install) {
        return CalicoSourcesTest.tree(new CalicoWorld(install, "kustomization", "3.28"));
    }

    private static MapTree with(MapTree tree, String fields) {
        return tree.with(FILE, tree.files().get(FILE) + fields);
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }
}
