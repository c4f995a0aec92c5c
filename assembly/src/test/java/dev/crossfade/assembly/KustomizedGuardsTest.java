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

/** Guards that a kustomization puts on Calico's objects come off before the objects leave, or the plan is refused. */
class KustomizedGuardsTest {

    private static final String FILE = "network/calico/kustomization.yaml";
    private static final String APPLICATION = "apps/calico.yaml";
    private static final String RELEASE = "remove-calico-workloads-prune";
    private static final String OPTIONS = "argocd.argoproj.io/sync-options";
    private static final String GUARDED =
            "patches:\n  - target: {kind: Installation}\n    patch: '{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default, annotations: {"
                    + OPTIONS + ": \"Prune=false,Delete=false,ServerSideApply=true\"}}}'\n";

    @Test
    void aPatchTakesOffWhatAPatchPutOnAndKeepsTheOtherOptions() {
        Journey journey = Journey.of(Story.plan(tree(GUARDED)));

        assertThat(journey.text(RELEASE, FILE)).contains("""
                  # migration: guards of Calico's objects come off; ends with remove-calico-leftovers
                  - patch: |-
                      apiVersion: operator.tigera.io/v1
                      kind: Installation
                      metadata:
                        name: default
                        annotations:
                          argocd.argoproj.io/sync-options: ServerSideApply=true
                """);
        assertThat(journey.prose(RELEASE)).contains("Calico's objects lose their guard");
        assertThat(Journey.of(Story.plan(tree(""))).prose(RELEASE)).doesNotContain("lose their guard");
        assertThat(Journey.of(Story.plan(tree(""))).commit(RELEASE).changes().files())
                .doesNotContainKey(FILE);
    }

    @Test
    void guardsOfBasesAndOfManifestsComeOffInTheKustomizationAlone() {
        String base = "bases/calico-crds/kustomization.yaml";
        MapTree tree =
                tree("").with(base, "resources: [crds.yaml]\ncommonAnnotations: {" + OPTIONS + ": Prune=false}\n");
        Journey journey = Journey.of(Story.plan(tree));
        String text = journey.text(RELEASE, FILE);
        assertThat(text)
                .contains("    name: installations.operator.tigera.io\n        annotations:\n          " + OPTIONS
                        + ": null")
                .containsOnlyOnce("guards of Calico's objects come off");
        assertThat(journey.text(RELEASE, base)).isEqualTo(tree.files().get(base));

        String objects = "network/calico/calico.yaml";
        String guarded = tree("").files()
                .get(objects)
                .replace(
                        "name: tigera-operator\n",
                        "name: tigera-operator\n  annotations: {" + OPTIONS + ": Delete=false}\n");
        assertThat(Journey.of(Story.plan(tree("").with(objects, guarded))).text(RELEASE, FILE))
                .contains("name: tigera-operator\n", OPTIONS + ": null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commonAnnotations: {" + OPTIONS + ": \"Prune=false\"}",
                "patchesJson6902: [{target: {group: operator.tigera.io, version: v1, kind: APIServer, name: default}, patch: '[{op: add, path: /metadata/annotations, value: {"
                        + OPTIONS + ": Prune=confirm}}]'}]"
            })
    void aGuardBehindAllPatchesIsRefusedWhereItStands(String field) {
        assertThat(refused(tree(field + "\n"))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
            assertThat(problem.where().file()).isEqualTo(FILE);
            assertThat(problem.where().line()).isEqualTo(5);
            assertThat(problem.message()).contains("no phase can take the guard off");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"commonAnnotations: {" + OPTIONS + ": ServerSideApply=true, a: b}", "commonAnnotations: {}"})
    void commonAnnotationsThatGuardNothingPass(String field) {
        assertThat(Story.plan(tree(field + "\n")).commits()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "commonAnnotations: {" + OPTIONS + ": \"Prune=false\"}|guards all that it builds",
                "patches: [{target: {kind: Installation}, patch: '[{op: add, path: /metadata/annotations/a, value: b}]'}]|a patch of Application calico is for Installation/default",
                "replicas: [{name: tigera-operator, count: 2}]|an entry of replicas of Application calico is for Deployment/tigera-operator",
                "components: [../ours]|a component, which is not read here, of Application calico"
            })
    void whatTheApplicationSaysBehindThePatchesIsRefused(String option, String message) {
        assertThat(refused(withOption(option))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
            assertThat(problem.where().file()).isEqualTo(APPLICATION);
            assertThat(problem.message()).contains(message);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commonAnnotations: {team: network}",
                "patches: [{target: {kind: ServiceMonitor}, patch: '[{op: add, path: /metadata/annotations/a, value: b}]'}]",
                "replicas: [{name: ours, count: 2}]",
                "images: [quay.io/tigera/operator=ours/operator]"
            })
    void optionsOfTheApplicationThatLeaveCalicoAlonePass(String option) {
        assertThat(Story.plan(withOption(option)).commits()).isNotEmpty();
    }

    private static MapTree tree(String fields) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "kustomization", "3.30"));
        return tree.with(FILE, tree.files().get(FILE) + fields);
    }

    private static MapTree withOption(String option) {
        MapTree tree = tree("");
        return tree.with(
                APPLICATION,
                Story.replace(
                        tree.files().get(APPLICATION),
                        "    path: network/calico\n",
                        "    path: network/calico\n    kustomize:\n      " + option + "\n"));
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream().filter(Problem::isBlocker).toList();
    }
}
