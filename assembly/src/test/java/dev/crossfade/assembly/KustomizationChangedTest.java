package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Calico's kustomization builds by now and did not when the migration began: it would go with the Application. */
class KustomizationChangedTest {

    private static final String FOLDER = "network/calico/";
    private static final String FILE = FOLDER + "kustomization.yaml";
    private static final String BASE = "bases/calico-crds/";
    private static final String APPLICATION = "apps/calico.yaml";
    private static final String GENERATOR = "configMapGenerator: [{name: ours, literals: [a=b]}]\n";

    /** An install, the phase that is merged last, what came, and what the refusal calls it. */
    @ParameterizedTest
    @CsvSource({
        "manifest,prepare,ConfigMap,ConfigMap/ours",
        "manifest,remove-calico-workloads,ConfigMap,ConfigMap/ours",
        "manifest,remove-calico-leftovers-rbac,ConfigMap,ConfigMap/ours",
        "manifest,prepare,FelixConfiguration,FelixConfiguration/ours",
        "manifest,remove-calico-leftovers-rbac,FelixConfiguration,FelixConfiguration/ours",
        "operator,remove-calico-leftovers-relaxation,document,ConfigMap/ours",
        "operator,remove-calico-leftovers-operator,document,ConfigMap/ours",
        "operator,prepare,generator,configMapGenerator of network/calico/kustomization.yaml",
        "operator,remove-calico-leftovers-operator,generator,configMapGenerator of network/calico/kustomization.yaml",
        "manifest,remove-calico-workloads,base,configMapGenerator of bases/calico-crds/kustomization.yaml",
        "manifest,remove-calico-leftovers-rbac,base,configMapGenerator of bases/calico-crds/kustomization.yaml"
    })
    void otherObjectsAreRefused(String install, String phase, String what, String says) {
        MapTree start = tree(install);
        MapTree base = with(Journey.of(Story.plan(start)).after(phase), what);
        assertThat(refused(start, base)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_FOLDER_CHANGED);
            assertThat(problem.where().text()).isEqualTo(FILE);
            assertThat(problem.message())
                    .isEqualTo(
                            "the kustomization of Application calico builds other objects since the migration began ("
                                    + says + "), and deleting the Application would delete them");
        });
    }

    /** Where they were there at the start, the Application stays for them; behind the last edit they are nobody's business. */
    @ParameterizedTest
    @ValueSource(strings = {"ConfigMap", "generator"})
    void whatWasThereFromTheStartKeepsTheApplication(String what) {
        MapTree start = with(tree("manifest"), what);
        Journey journey = Journey.of(Story.plan(start));
        assertThat(journey.after("hand-over").read(APPLICATION)).isPresent();
        assertThat(Story.planFrom(start, with(journey.after("remove-calico-workloads"), "FelixConfiguration"))
                        .commits())
                .isNotEmpty();
        MapTree without = tree("manifest");
        MapTree gone = Journey.of(Story.plan(without)).after("remove-calico-leftovers");
        MapTree anew = gone.with(FILE, "resources: [ours.yaml]\n")
                .with(FOLDER + "ours.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours}}\n");
        assertThat(Story.planFrom(without, anew).commits()).isNotEmpty();
    }

    @Test
    void whatAGeneratorInACalicoBaseMakesIsMixedWithIt() {
        assertThat(Story.said(with(tree("manifest"), "base"), ErrorCode.FLAVOUR_UNSUPPORTED))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("resource ../../bases/calico-crds holds objects of Calico's and others"));
    }

    @Test
    void whatCannotBeReadIsNamedUntilTheEnd() {
        MapTree start = tree("manifest");
        MapTree base = Journey.of(Story.plan(start)).after("remove-calico-leftovers-rbac");
        MapTree remote = base.with(
                FILE,
                base.files().get(FILE).replaceFirst("resources:\n", "resources:\n  - https://example.com/dns.yaml\n"));
        assertThat(refused(start, remote)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains("https://example.com/dns.yaml lies outside this repository");
        });
    }

    private static MapTree tree(String install) {
        return CalicoSourcesTest.tree(new CalicoWorld(install, "kustomization", "3.28"));
    }

    private static MapTree with(MapTree tree, String what) {
        String object = "{apiVersion: " + (what.equals("FelixConfiguration") ? "crd.projectcalico.org/v1" : "v1")
                + ", kind: " + (what.equals("FelixConfiguration") ? what : "ConfigMap") + ", metadata: {name: ours}}\n";
        String text = tree.files().get(FILE);
        return switch (what) {
            case "document" ->
                tree.with(FOLDER + "calico.yaml", tree.files().get(FOLDER + "calico.yaml") + "---\n" + object);
            case "generator" -> tree.with(FILE, text + GENERATOR);
            case "base" ->
                tree.with(BASE + "kustomization.yaml", tree.files().get(BASE + "kustomization.yaml") + GENERATOR);
            default ->
                tree.with(FILE, text.replaceFirst("resources:\n", "resources:\n  - ours.yaml\n"))
                        .with(FOLDER + "ours.yaml", object);
        };
    }

    private static List<Problem> refused(MapTree start, MapTree base) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.planFrom(start, base));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }
}
