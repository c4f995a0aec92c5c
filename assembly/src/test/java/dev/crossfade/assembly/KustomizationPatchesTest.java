package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches that Calico's kustomization has already: what they make of it is what the plan starts from. */
class KustomizationPatchesTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String FILE = "network/calico/kustomization.yaml";
    private static final String BASE = "network/calico/calico.yaml";
    private static final String METHOD = "IP_AUTODETECTION_METHOD";
    private static final String NODE =
            "apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node, namespace: kube-system}, ";

    /** The namespace of the kustomization, a Namespace beside Calico's objects, and whether that becomes or was Calico's. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest|kube-system|calico-apiserver|true",
                "manifest|kube-system|kube-system|false",
                "manifest|kube-system|shop|false",
                "operator|tigera-operator|calico-system|true",
                "operator|tigera-operator|shop|true"
            })
    void aNamespaceThatKustomizeRenamesIsRefused(String install, String namespace, String object, boolean renamed) {
        MapTree world = CalicoSourcesTest.tree(new CalicoWorld(install, "kustomization", "3.30"));
        String file = "network/calico/kustomization.yaml";
        MapTree tree = world.with(
                        "network/calico/more.yaml",
                        "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + object + "}\n")
                .with(file, world.files().get(file) + "  - more.yaml\nnamespace: " + namespace + "\n");
        if (renamed) {
            assertThat(refused(tree)).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                assertThat(problem.where().text()).isEqualTo(file + ":6:1");
                assertThat(problem.message())
                        .contains("calls Namespace " + object + " (network/calico/more.yaml)", namespace);
            });
        } else {
            assertThat(Story.plan(tree).commits()).isNotEmpty();
        }
    }

    @Test
    void aPinThatAPatchTakesBackIsWrittenOnceMoreBehindIt() {
        String pinned = Story.replace(
                tree().files().get(BASE), "env: [", "env: [{name: " + METHOD + ", value: kubernetes-internal-ip}, ");
        MapTree base = tree().with(BASE, pinned);
        assertThat(Journey.of(Story.plan(base)).ids()).doesNotContain("pin-calico-address");

        String text = Journey.of(Story.plan(with(base, environment("{name: " + METHOD + ", value: first-found}"))))
                .text("pin-calico-address", FILE);

        assertThat(text.indexOf("value: kubernetes-internal-ip")).isGreaterThan(text.indexOf("value: first-found"));
    }

    @Test
    void aPinTakesTheSourceOfAVariableAwayWhereAPatchGaveItOne() {
        String from = "{name: " + METHOD + ", valueFrom: {configMapKeyRef: {name: ours, key: method}}}";
        assertThat(Journey.of(Story.plan(with(tree(), environment(from)))).text("pin-calico-address", FILE))
                .contains("env: [{name: " + METHOD + ", value: kubernetes-internal-ip, valueFrom: null}]");
    }

    @Test
    void aPinTakesTheMethodAwayThatAPatchGaveAnInstallation() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "kustomization", "3.30"));
        String patch = "patches:\n  - target: {kind: Installation}\n    patch: |-\n"
                + "      - {op: add, path: /spec/calicoNetwork/nodeAddressAutodetectionV4/canReach, value: 10.0.0.1}\n";
        assertThat(Journey.of(Story.plan(with(tree, patch))).text("pin-calico-address", FILE))
                .contains("canReach: null")
                .contains("kubernetes: NodeInternalIP");
    }

    /** Where the patch stands, and how it is written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches:\n  - patch: '{" + NODE
                        + "spec: {template: {spec: {containers: [{name: calico-node, env: [{name: FELIX_BPFENABLED, value: \"true\"}]}]}}}}'\n",
                "patchesStrategicMerge:\n  - |-\n    {" + NODE
                        + "spec: {template: {spec: {containers: [{name: calico-node, env: [{name: FELIX_BPFENABLED, value: \"true\"}]}]}}}}\n",
                "patches:\n  - {target: {kind: DaemonSet}, patch: '[{op: add, path: /spec/template/spec/containers/0/env/-, value: {name: FELIX_BPFENABLED, value: \"true\"}}]'}\n"
            })
    void aDataplaneThatAPatchSwitchesIsRefusedAtThePatch(String patches) {
        assertThat(refused(with(tree(), patches))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains("FELIX_BPFENABLED");
            assertThat(problem.where().text()).isEqualTo(FILE + ":6:5");
        });
    }

    @Test
    void patchesInFilesAndInBasesCountAndOneThatTakesItBackDoes() {
        String bpf = "{" + NODE
                + "spec: {template: {spec: {containers: [{name: calico-node, env: [{name: FELIX_BPFENABLED, value: \"true\"}]}]}}}}\n";
        MapTree based = tree().with("network/calico/bpf.yaml", "# for later\n" + bpf)
                .with("bases/node/kustomization.yaml", "resources: [node.yaml]\npatches: [{path: bpf.yaml}]\n")
                .with("bases/node/bpf.yaml", bpf)
                .with("bases/node/node.yaml", tree().files().get(BASE))
                .with(FILE, "resources: [../../bases/node, ../../bases/calico-crds]\n");
        assertThat(refused(with(
                        tree().with("network/calico/bpf.yaml", "# for later\n" + bpf),
                        "patches: [{path: bpf.yaml}]\n")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo("network/calico/bpf.yaml:2:1"));
        assertThat(refused(based))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo("bases/node/bpf.yaml:1:1"));
        assertThat(Story.plan(with(based, environment("{name: FELIX_BPFENABLED, value: \"false\"}")))
                        .commits())
                .isNotEmpty();
    }

    /** kustomize runs these behind all patches, or fails on them once Calico's objects have left. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "patchesJson6902: [{target: {version: v1, group: apps, kind: DaemonSet, name: calico-node}, patch: '[{op: add, path: /spec/x, value: 1}]'}]|move the entry to the end of patches",
                "replicas: [{name: calico-kube-controllers, count: 2}]|write the number in a patch"
            })
    void whatComesBehindTheMigrationsOwnPatchesIsRefused(String field, String cure) {
        assertThat(refused(with(tree(), field + "\n"))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.where().file()).isEqualTo(FILE);
            assertThat(problem.where().line()).isEqualTo(5);
            assertThat(problem.cure()).contains(cure);
        });
        assertThat(Story.plan(with(tree(), "replicas: [{name: ours, count: 2}]\n"))
                        .commits())
                .isNotEmpty();
    }

    /** An install, a field of the kustomization or of the base with the CRDs, and whether it moves Calico's objects. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest|network/calico/kustomization.yaml|namespace: other|true",
                "manifest|network/calico/kustomization.yaml|namespace: kube-system|false",
                "operator|network/calico/kustomization.yaml|namespace: kube-system|true",
                "operator|network/calico/kustomization.yaml|namespace: tigera-operator|false",
                "manifest|bases/calico-crds/kustomization.yaml|namespace: other|false"
            })
    void anotherNamespaceForCalicosObjectsIsRefused(String install, String file, String field, boolean moves) {
        MapTree world = CalicoSourcesTest.tree(new CalicoWorld(install, "kustomization", "3.30"));
        MapTree tree = world.with(file, world.files().get(file) + field + "\n");
        if (moves) {
            MapTree silent = tree.with(BASE, tree.files().get(BASE).replaceAll("\n  namespace: .*", ""));
            for (MapTree each : List.of(tree, silent)) {
                assertThat(refused(each)).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.where().text()).isEqualTo(file + ":5:1");
                    assertThat(problem.message()).contains("another namespace");
                });
            }
        } else {
            assertThat(Story.plan(tree).commits()).isNotEmpty();
        }
    }

    @Test
    void whatNobodyCanReadIsAFindingThatSaysWhatItMayChange() {
        MapTree moved = with(
                tree(),
                "patches:\n  - target: {name: calico-.*}\n    patch: '[{op: copy, from: /spec/a, path: /spec/b}]'\n");
        assertThat(findings(moved, ErrorCode.CALICO_UNREAD)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).isEqualTo(FILE + ":6:5");
            assertThat(problem.message())
                    .contains("DaemonSet/calico-node", "ConfigMap/calico-config", "operation copy")
                    .doesNotContain("ClusterRole");
        });
        String spec =
                tree().files().get(SPEC) + "  acknowledged: [{code: calico-unread, reason: looked, by: platform}]\n";
        assertThat(findings(moved.with(SPEC, spec), ErrorCode.CALICO_UNREAD))
                .extracting(Problem::severity)
                .containsExactly(Severity.NOTE);
        assertThat(findings(with(tree(), environment("{name: A, value: b}")), ErrorCode.CALICO_UNREAD))
                .isEmpty();
    }

    @Test
    void aPatchThatIsNotThereIsNamed() {
        assertThat(refused(with(tree(), "patches:\n  - path: gone.yaml\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
                    assertThat(problem.where().text()).isEqualTo(FILE + ":6:5");
                });
    }

    @Test
    void versionAndPortAreThoseThatPatchesLeave() {
        String image = "patches:\n  - patch: '{" + NODE
                + "spec: {template: {spec: {containers: [{name: calico-node, image: \"docker.io/calico/node:v3.30.1\"}]}}}}'\n";
        assertThat(findings(with(tree(), image), ErrorCode.CALICO_VERSION))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo(FILE + ":6:5"));
        assertThat(findings(
                        tree().with(
                                        "bases/node/kustomization.yaml",
                                        "resources: [node.yaml]\nimages: [{name: docker.io/calico/node, newTag: v3.30.1}]\n")
                                .with("bases/node/node.yaml", tree().files().get(BASE))
                                .with(FILE, "resources: [../../bases/node, ../../bases/calico-crds]\n"),
                        ErrorCode.CALICO_VERSION))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().file()).isEqualTo("bases/node/kustomization.yaml"));

        assertThat(refused(with(tree(), environment("{name: FELIX_VXLANPORT, value: \"8473\"}"))))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.TUNNEL_PORT);
                    assertThat(problem.message()).contains(FILE + ":6:5");
                });
    }

    /** kustomize fails on a second patch that deletes the same object, and on one for what is not there (seen with 5.5). */
    @Test
    void whatAPatchDeletesAlreadyIsDeletedByNoOther() {
        String delete =
                "  - patch: |-\n      $patch: delete\n      apiVersion: policy/v1\n      kind: PodDisruptionBudget\n"
                        + "      metadata: {name: calico-kube-controllers, namespace: kube-system}\n";
        MapTree alone = with(tree(), "patches:\n" + delete);
        MapTree together = alone.with(
                        FILE, alone.files().get(FILE).replace("resources:\n", "resources:\n  - ours.yaml\n"))
                .with("network/calico/ours.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours}}\n");

        String last = Journey.of(Story.plan(alone)).text("remove-calico-leftovers-rbac", FILE);
        assertThat(last.split("kind: PodDisruptionBudget", -1)).hasSize(2);
        assertThat(Journey.of(Story.plan(together)).text("hand-over", FILE))
                .contains("ours.yaml")
                .doesNotContain("PodDisruptionBudget", "calico");
    }

    /** In braces what says why a patch is there stands above the whole list, the customer's patches among them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches: [{path: ours-patch.yaml}]\n",
                "patches: [\n  {path: ours-patch.yaml},\n]\n",
                "patches:\n  [{path: ours-patch.yaml}]\n",
                "patches: [{path: ours-patch.yaml}] # mine\nlabels: []\n",
                "patches:\n  - path: ours-patch.yaml\n"
            })
    void noReasonOfTheMigrationsStaysAtTheCustomersPatches(String patches) {
        MapTree world = tree();
        String resources = "resources:\n  - ours.yaml\n";
        MapTree tree = world.with(FILE, world.files().get(FILE).replace("resources:\n", resources) + patches)
                .with(
                        "bases/calico-crds/kustomization.yaml",
                        "resources: [crds.yaml]\ncommonAnnotations: {argocd.argoproj.io/sync-options: Prune=false}\n")
                .with("network/calico/ours.yaml", "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours}}\n")
                .with(
                        "network/calico/ours-patch.yaml",
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: ours}, data: {a: b}}\n");
        Journey journey = Journey.of(Story.plan(tree));
        assertThat(journey.text("remove-calico-workloads", FILE))
                .containsOnlyOnce("# migration: a Cilium interface must never")
                .containsOnlyOnce("# migration: guards of Calico's objects come off")
                .containsOnlyOnce("# migration: Calico's objects leave");
        assertThat(journey.text("hand-over", FILE)).isEqualTo("# Calico of this cluster\n" + resources + patches);
    }

    /** A patch on one line, with its line breaks in quotes, is nothing that people can review. */
    @ParameterizedTest
    @ValueSource(strings = {"patches: []\n", "patches: [ ]\n", "patches:\n"})
    void patchesInAListThatWasEmptyShowAsTheyDoElsewhere(String patches) {
        MapTree tree = tree();
        String phase = "pin-calico-address";
        assertThat(Journey.of(Story.plan(with(tree, patches))).text(phase, FILE))
                .isEqualTo(Journey.of(Story.plan(tree)).text(phase, FILE))
                .contains("patches:\n  - patch: |-\n      apiVersion: apps/v1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"files", "kustomization"})
    void aListIsRefusedByName(String source) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", source, "3.28"));
        String list =
                "---\napiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}\n";
        assertThat(refused(tree.with(BASE, tree.files().get(BASE) + list)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.message()).contains("the objects of a List share one document");
                    assertThat(problem.cure()).contains("a document of its own");
                });
    }

    private static MapTree tree() {
        return CalicoSourcesTest.tree(new CalicoWorld("manifest", "kustomization", "3.28"));
    }

    private static MapTree with(MapTree tree, String fields) {
        return tree.with(FILE, tree.files().get(FILE) + fields);
    }

    private static String environment(String variable) {
        return "patches:\n  - patch: '{" + NODE + "spec: {template: {spec: {containers: [{name: calico-node, env: ["
                + variable + "]}]}}}}'\n";
    }

    private static List<Problem> findings(MapTree tree, ErrorCode code) {
        Preview preview = Story.plan(tree);
        return preview.findings().stream()
                .filter(problem -> problem.code() == code)
                .toList();
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }
}
