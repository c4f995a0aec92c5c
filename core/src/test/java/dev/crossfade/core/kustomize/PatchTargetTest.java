package dev.crossfade.core.kustomize;

import static dev.crossfade.core.kustomize.KustomizedObject.FELIX;
import static dev.crossfade.core.kustomize.KustomizedObject.FILE;
import static dev.crossfade.core.kustomize.KustomizedObject.HEAD;
import static dev.crossfade.core.kustomize.KustomizedObject.NODE;
import static dev.crossfade.core.kustomize.KustomizedObject.apply;
import static dev.crossfade.core.kustomize.KustomizedObject.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which objects a patch is for, and what they keep of their own. */
class PatchTargetTest {

    @Test
    void aSelectorKeepsTheNamesOfWhatItChose() {
        KustomizationFile.Result result = apply(
                "patches: [{target: {name: def.*}, patch: '{apiVersion: any/v1, kind: Any, metadata: {name: any, namespace: any, $patch: replace}, spec: {b: 1}}'}]\n",
                FELIX);
        YamlDocument felix = result.document().orElseThrow();
        assertThat(felix.get(YamlPath.of("kind"))).contains("FelixConfiguration");
        assertThat(felix.get(YamlPath.of("apiVersion"))).contains("crd.projectcalico.org/v1");
        assertThat(felix.get(YamlPath.of("metadata"))).hasToString("Optional[{name=default}]");
        assertThat(felix.get(YamlPath.parse("spec.b"))).contains(1L);
    }

    /** A selector or a patch's own namespace, the object, and whether it is for that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "target: {namespace: default}|FELIX|true",
                "target: {namespace: kube-.*}|FELIX|false",
                "target: {namespace: kube}|NODE|false",
                "target: {namespace: default}|ROLE|false",
                "target: {name: calico}|NODE|false",
                "target: {name: calico-nod.}|NODE|true",
                "target: {name: \"[\"}|NODE|false"
            })
    void patternsAreForTheWholeAndNoNamespaceIsDefault(String target, String object, boolean matches) {
        String role = "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}\n";
        String text = object.equals("FELIX") ? FELIX : object.equals("NODE") ? NODE : role;
        assertThat(apply("patches: [{" + target + ", patch: '{spec: {q: 1}}'}]\n", text)
                        .touched())
                .isEqualTo(matches);
        assertThat(apply(
                                "patches: [{patch: '{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default, namespace: default}}'}]\n",
                                FELIX)
                        .touched())
                .isTrue();
    }

    @Test
    void aNamespaceIsGivenBehindPatchesAndTheFirstOneStillCounts() {
        KustomizationFile base = KustomizationFile.read(
                YamlFile.parse(FILE, "namespace: other\npatches: [{target: {namespace: other}, patch: '{a: 1}'}]\n"),
                path -> Optional.empty());
        KustomizationFile.Result placed = base.apply(document("n.yaml", NODE), "kube-system");
        assertThat(placed.touched()).isFalse();
        YamlDocument node = placed.document().orElseThrow();
        assertThat(node.get(YamlPath.parse("metadata.namespace"))).contains("other");
        for (String namespace : List.of("kube-system", "other")) {
            KustomizationFile top = KustomizationFile.read(
                    YamlFile.parse(
                            FILE,
                            "patches: [{patch: '" + HEAD.replace("kube-system", namespace) + "spec: {q: 1}}'}]\n"),
                    path -> Optional.empty());
            assertThat(top.apply(node, "kube-system").touched()).as(namespace).isTrue();
        }
    }

    /** kustomize 5.7: null takes an annotation away only where the patch names its object. */
    @Test
    void aSelectorsPatchTakesNoAnnotationAway() {
        String felix = FELIX.replace("{name: default}", "{name: default, annotations: {a: b}}");
        YamlPath path = YamlPath.parse("metadata.annotations.a");
        String head =
                "apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default, annotations: ";
        assertThat(apply("patches: [{patch: '{" + head + "{a: null}}}'}]\n", felix)
                        .document()
                        .orElseThrow()
                        .get(path))
                .isEmpty();
        assertThat(apply("patches: [{target: {name: default}, patch: '{" + head + "null}}'}]\n", felix)
                        .document()
                        .orElseThrow()
                        .get(path))
                .contains("b");
        assertThat(apply("patchesStrategicMerge: ['{" + head + "null}}']\n", felix)
                        .document()
                        .orElseThrow()
                        .get(path))
                .contains("b");
    }
}
