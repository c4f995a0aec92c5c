package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that the plan takes for facts, in a kustomization that is not Calico's own. */
class PatchedFactsTest {

    private static final String OVERLAY = "clusters/prod/kustomization.yaml";
    private static final String BASE = "bases/felix/kustomization.yaml";
    private static final String OBJECTS = "bases/felix/objects.yaml";
    private static final String FELIX =
            "{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {bpfEnabled: false}}\n";

    /** Each is one line at line 3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches:\n  - {target: {kind: FelixConfiguration}, patch: '[{\"op\": \"replace\", \"path\": \"/spec/bpfEnabled\", \"value\": true}]'}",
                "patches:\n  - patch: '{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {bpfEnabled: true}}'",
                "patches:\n  - patch: '{$patch: delete, apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}}'",
                "patchesJson6902:\n  - {target: {version: v1, kind: FelixConfiguration, name: default}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}",
                "replacements:\n  - {source: {kind: ConfigMap, name: a}, targets: [{select: {kind: FelixConfiguration}, fieldPaths: [spec.bpfEnabled]}]}",
                "replacements:\n  - {path: r.yaml}",
                "transformers:\n  - t.yaml"
            })
    void whatMayChangeThemIsAFindingWhereItStands(String field) {
        assertThat(findings(tree(FELIX, field))).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().file()).isEqualTo(OVERLAY);
            assertThat(problem.where().line()).isEqualTo(field.startsWith("transformers") ? 2 : 3);
            assertThat(problem.message()).contains("may change FelixConfiguration default", "not Calico's own");
            assertThat(problem.cure()).contains("kubectl kustomize");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{\"op\": \"add\", \"path\": \"/metadata/labels\", \"value\": {}}]'}]",
                "patches: [{target: {kind: ConfigMap}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}]",
                "commonAnnotations: {a: b}",
                "images: [{name: a, newTag: b}]"
            })
    void whatLeavesTheirSpecificationAloneIsNone(String field) {
        assertThat(findings(tree(FELIX, field))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projectcalico.org/v3 IPPool",
                "crd.projectcalico.org/v1 IPPool",
                "projectcalico.org/v3 FelixConfiguration",
                "projectcalico.org/v3 BGPConfiguration",
                "projectcalico.org/v3 BGPPeer",
                "operator.tigera.io/v1 Installation"
            })
    void theseKindsAreFacts(String kind) {
        String[] words = kind.split(" ");
        String object = "{apiVersion: " + words[0] + ", kind: " + words[1] + ", metadata: {name: default}, spec: {}}\n";
        String patch =
                "patches: [{target: {name: default}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}]";
        assertThat(findings(tree(object, patch)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(words[1] + " default"));
        assertThat(findings(tree(object.replace(words[0], "example.com/v1"), patch)))
                .isEmpty();
    }

    @Test
    void basesAndPatchesThatAreNotThereCountAndAnotherClustersOverlayDoesNot() {
        String patch =
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}]";
        MapTree based = tree(FELIX, "").with(BASE, "resources: [objects.yaml]\n" + patch + "\n");
        assertThat(findings(based))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().file()).isEqualTo(BASE));
        assertThat(findings(tree(FELIX, "patches: [{path: gone.yaml}]")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).contains("patch gone.yaml is not in this repository"));
        String elsewhere = Applications.of(
                "other", "name: staging", "repoURL: " + Applications.REPOSITORY + ", path: clusters/prod");
        assertThat(findings(tree(FELIX, patch).with("apps/other.yaml", elsewhere)))
                .isEmpty();
    }

    @Test
    void whatCalicosOwnKustomizationMakesOfThemIsRead() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
        String own = "network/calico/kustomization.yaml";
        String calico = "network/calico/calico.yaml";
        MapTree patched = tree.with(calico, tree.files().get(calico) + "---\n" + FELIX)
                .with(
                        own,
                        tree.files().get(own)
                                + "patches: [{target: {kind: FelixConfiguration}, patch: '[{\"op\": \"add\", \"path\": \"/spec/a\", \"value\": 1}]'}]\n");
        assertThat(findings(patched)).isEmpty();
    }

    private static MapTree tree(String objects, String field) {
        return Story.tree()
                .with(OBJECTS, objects)
                .with(BASE, "resources: [objects.yaml]\n")
                .with(OVERLAY, "resources: [../../bases/felix]\n" + field + "\n");
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.CALICO_UNREAD)
                .toList();
    }
}
