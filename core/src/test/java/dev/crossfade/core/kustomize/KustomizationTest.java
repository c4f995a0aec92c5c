package dev.crossfade.core.kustomize;

import static dev.crossfade.core.kustomize.KustomizedObject.FELIX;
import static dev.crossfade.core.kustomize.KustomizedObject.FILE;
import static dev.crossfade.core.kustomize.KustomizedObject.HEAD;
import static dev.crossfade.core.kustomize.KustomizedObject.NODE;
import static dev.crossfade.core.kustomize.KustomizedObject.apply;
import static dev.crossfade.core.kustomize.KustomizedObject.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kustomize 5.5 made of the same objects and patches. */
class KustomizationTest {

    /** The containers' list in the patch, and the environment that comes out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: calico-node, env: [{name: A, value: z}]}|[{name=A, value=z}, {name=B, value=b}]",
                "{name: calico-node, env: [{name: A, $patch: delete}]}|[{name=B, value=b}]",
                "{name: calico-node, env: [{$patch: replace}, {name: C, value: c}]}|[{name=C, value=c}]",
                "{name: calico-node, env: [{name: A, value: null, valueFrom: {x: w}}]}|[{name=A, valueFrom={x=w}}, {name=B, value=b}]",
                "{name: other, env: [{name: A, value: z}]}|[{name=A, value=a}, {name=B, value=b}]",
                "{name: calico-node, env: null}|null",
                "{name: calico-node, env: [{$patch: delete}]}|null"
            })
    void aPatchIsMergedByTheNamesOfContainersAndVariables(String container, String environment) {
        KustomizationFile.Result result = apply(
                "patches:\n  - patch: '" + HEAD + "spec: {template: {spec: {containers: [" + container + "]}}}}'\n",
                NODE);

        assertThat(String.valueOf(at(result, "env"))).isEqualTo(environment);
        assertThat(result.touched()).isTrue();
        assertThat(result.unread()).isEmpty();
    }

    /** A Namespace is called by the kustomization's namespace, and patches behind it find it by either name. */
    @Test
    void aNamespaceGetsAnotherNameAndKeepsTheOldOne() {
        String late =
                "    - {target: {kind: Namespace, name: %s}, patch: '[{\"op\": \"add\", \"path\": \"/%s\", \"value\": 1}]'}\n";
        KustomizationFile.Result result = apply(
                "namespace: other\npatchesJson6902:\n" + late.formatted("former", "a") + late.formatted("other", "b")
                        + late.formatted("third", "c"),
                "{apiVersion: v1, kind: Namespace, metadata: {name: former}}");
        assertThat(result.document().orElseThrow().root())
                .isEqualTo(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Namespace",
                        "metadata",
                        Map.of("name", "other"),
                        "a",
                        1L,
                        "b",
                        1L));
        String own = "{apiVersion: example.com/v1, kind: Namespace, metadata: {name: former, namespace: x}}";
        assertThat(apply("namespace: other\n", own).document().orElseThrow().get(YamlPath.parse("metadata.name")))
                .contains("former");
    }

    /** The pod's specification in the patch, and a part of what comes out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: lib, hostPath: {path: /q}}]|volumes=[{name=lib, hostPath={path=/q}}, {name=run, emptyDir={}}]",
                "volumes: [{name: lib, $patch: delete}]|volumes=[{name=run, emptyDir={}}]",
                "initContainers: [{name: install, env: [{name: X, value: z}]}]|initContainers=[{name=install, image=cni:v1, env=[{name=X, value=z}]}]",
                "containers: [{name: node, volumeMounts: [{mountPath: /lib, readOnly: true}]}]|volumeMounts=[{mountPath=/lib, name=lib, readOnly=true}, {mountPath=/run, name=run}]",
                "containers: [{name: node, ports: [{containerPort: 2, name: b}]}]|ports=[{containerPort=2, name=b}, {containerPort=1, name=a}]",
                "containers: [{name: node, ports: [{containerPort: 1, hostPort: 1}]}]|ports=[{containerPort=1, name=a, hostPort=1}]"
            })
    void listsOfAPodAreMergedByTheirOwnKeys(String patch, String part) {
        String pod = "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: node}, spec: {template: {spec: {"
                + "volumes: [{name: lib, hostPath: {path: /l}}, {name: run, emptyDir: {}}],"
                + "initContainers: [{name: install, image: 'cni:v1', env: [{name: X, value: x}]}],"
                + "containers: [{name: node, volumeMounts: [{mountPath: /lib, name: lib}, {mountPath: /run, name: run}],"
                + " ports: [{containerPort: 1, name: a}]}]}}}}\n";
        KustomizationFile.Result result = apply(
                "patches: [{target: {kind: DaemonSet}, patch: '{spec: {template: {spec: {" + patch + "}}}}'}]\n", pod);
        assertThat(result.document()
                        .orElseThrow()
                        .get(YamlPath.parse("spec.template.spec"))
                        .orElseThrow())
                .asString()
                .contains(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "configMapGenerator: [{name: calico-config, behavior: merge, literals: [a=b]}]|ConfigMap|true",
                "configMapGenerator: [{name: calico-config, behavior: replace, literals: [a=b]}]|ConfigMap|true",
                "configMapGenerator: [{name: calico-config, behavior: create}]|ConfigMap|false",
                "configMapGenerator: [{name: calico, behavior: merge}]|ConfigMap|false",
                "configMapGenerator: [{name: calico.config, behavior: merge}]|ConfigMap|false",
                "secretGenerator: [{name: calico-config, behavior: merge, literals: [a=b]}]|Secret|true",
                "secretGenerator: [{name: calico-config, behavior: merge, literals: [a=b]}]|ConfigMap|false"
            })
    void aGeneratorThatMergesIsNotRead(String field, String kind, boolean unread) {
        String object = "{apiVersion: v1, kind: " + kind + ", metadata: {name: calico-config}, data: {a: c}}\n";
        assertThat(apply(field + "\n", object).unread().size()).isEqualTo(unread ? 1 : 0);
    }

    @Test
    void annotationsReachTheTemplateOfPods() {
        KustomizationFile.Result result = apply("commonAnnotations: {a: true}\n", NODE);
        assertThat(result.document().orElseThrow().get(YamlPath.parse("spec.template.metadata.annotations.a")))
                .contains("true");
        assertThat(apply("commonAnnotations: {a: b}\n", FELIX)
                        .document()
                        .orElseThrow()
                        .get(YamlPath.parse("spec.template")))
                .isEmpty();
    }

    @Test
    void otherListsAndThoseOfCustomResourcesAreReplaced() {
        KustomizationFile.Result node = apply(
                "patches:\n  - patch: '" + HEAD
                        + "spec: {template: {spec: {tolerations: [], containers: [{name: calico-node, envFrom: [{configMapRef: {name: b}}]}]}}}}'\n",
                NODE);
        assertThat(String.valueOf(at(node, "envFrom"))).isEqualTo("[{configMapRef={name=b}}]");

        KustomizationFile.Result felix = apply(
                "patches:\n  - patch: '{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {a: [{name: w, v: 2}], m: {j: 2}}}'\n",
                FELIX);
        assertThat(felix.document().orElseThrow().get(YamlPath.of("spec")))
                .hasToString("Optional[{a=[{name=w, v=2}], m={k=1, j=2}}]");
    }

    /** Operations, and the specification of the FelixConfiguration that comes out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{op: replace, path: /spec/bpfEnabled, value: true}]|{a=[{name=x, v=1}, {name=w}], m={k=1}, bpfEnabled=true}",
                "[{op: add, path: /spec/a/-, value: 1}, {op: remove, path: /spec/a/0}]|{a=[{name=w}, 1], m={k=1}}",
                "[{op: add, path: /spec/a/1, value: 1}]|{a=[{name=x, v=1}, 1, {name=w}], m={k=1}}",
                "[{op: add, path: /spec/m/x~1y~0, value: 1}]|{a=[{name=x, v=1}, {name=w}], m={k=1, x/y~=1}}",
                "[{op: test, path: /spec/m/k, value: 1}, {op: replace, path: /spec/m, value: 0}]|{a=[{name=x, v=1}, {name=w}], m=0}"
            })
    void operationsOfJsonPatchesAreDone(String operations, String spec) {
        KustomizationFile.Result result =
                apply("patches:\n  - {target: {kind: FelixConfiguration}, patch: '" + operations + "'}\n", FELIX);
        assertThat(result.document().orElseThrow().get(YamlPath.of("spec"))).hasToString("Optional[" + spec + "]");
        assertThat(result.unread()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{op: move, from: /spec/m, path: /spec/n}]'}]",
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{op: remove, path: /spec/nothing}]'}]",
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{op: replace, path: /spec/a/9, value: 1}]'}]",
                "patches: [{target: {kind: FelixConfiguration}, patch: '[{op: add, path: \"\", value: 1}]'}]",
                "patches: [{target: {labelSelector: a=b}, patch: '{spec: {bpfEnabled: true}}'}]",
                "patches: [{target: {kind: Felix.*}, options: {allowNameChange: true}, patch: '{metadata: {name: x}}'}]",
                "patches: [{target: {kind: Felix.*}, patch: '{spec: {$retainKeys: [a]}}'}]",
                "replacements: [{source: {kind: ConfigMap}, targets: [{select: {kind: FelixConfiguration}, fieldPaths: [spec.a]}]}]",
                "replacements: [{path: r.yaml}]",
                "patches: [{target: {annotationSelector: a=b}, patch: '{spec: {bpfEnabled: true}}'}]",
                "patches: [{target: {kind: Felix.*}, options: {allowKindChange: true}, patch: '{kind: x}'}]",
                "patches: [{target: {kind: Felix.*}, patch: '{$patch: replace, spec: {a: 1}}'}]",
                "patches: [{target: {kind: Felix.*}, patch: '{spec: {m: {$patch: other}}}'}]",
                "patches: [{target: {kind: Felix.*}, patch: '{spec: {m: 1}}'}]",
                "patches: [{target: {kind: Felix.*}, patch: '[{op: test, path: /spec/m/k, value: 2}]'}]",
                "patches: [{target: {kind: Felix.*}, patch: '[{op: add, path: /metadata/name, value: x}]'}]",
                "patches: [{target: {kind: Felix.*}, patch: '[{op: remove, path: /metadata}]'}]",
                "configurations: [c.yaml]",
                "vars: [{name: X, objref: {kind: ConfigMap, name: a, apiVersion: v1}}]",
                "openapi: {path: schema.json}"
            })
    void whatIsNotReadIsSaidAndLeavesTheObjectAlone(String kustomization) {
        KustomizationFile.Result result = apply(kustomization + "\n", FELIX);
        assertThat(result.touched()).isTrue();
        assertThat(result.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.why()).isNotBlank();
            assertThat(unread.where().text()).startsWith(FILE + ":1:");
        });
        assertThat(result.document().orElseThrow().root())
                .isEqualTo(document("f.yaml", FELIX).root());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches: [{target: {kind: DaemonSet}, patch: '{spec: {a: null}}'}]",
                "patches: [{target: {name: def}, patch: '{spec: {a: null}}'}]",
                "patches: [{target: {group: apps}, patch: '{spec: {a: null}}'}]",
                "patches: [{target: {namespace: kube-system}, patch: '{spec: {a: null}}'}]",
                "patches: [{patch: '{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: default}, spec: {a: null}}'}]",
                "patches: [{patch: '{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: node.a}, spec: {a: null}}'}]",
                "replacements: [{targets: [{select: {kind: DaemonSet}, fieldPaths: [spec.a]}]}]",
                "configMapGenerator: [{name: default, behavior: merge, literals: [a=b]}]"
            })
    void whatIsForOthersTouchesNothing(String kustomization) {
        KustomizationFile.Result result = apply(kustomization + "\n", FELIX);
        assertThat(result.touched()).isFalse();
        assertThat(result.unread()).isEmpty();
        assertThat(result.document().orElseThrow().root())
                .isEqualTo(document("f.yaml", FELIX).root());
    }

    @Test
    void patchesAreDoneInKustomizesOrderAndEachValueStandsWhereItsPatchStands() {
        String kustomization = """
                patchesJson6902:
                  - target: {version: v1, kind: FelixConfiguration, name: default}
                    patch: '[{op: add, path: /spec/last, value: json}]'
                patches:
                  - target: {kind: FelixConfiguration}
                    patch: '{spec: {first: two, last: two}}'
                  - {path: ../p/felix.yaml}
                patchesStrategicMerge:
                  - |-
                    apiVersion: crd.projectcalico.org/v1
                    kind: FelixConfiguration
                    metadata: {name: default}
                    spec: {first: one, own: one}
                """;
        String piece = "# a piece\n" + FELIX.replaceFirst("spec: .*", "spec: {file: three}");
        KustomizationFile read = KustomizationFile.read(
                YamlFile.parse(FILE, kustomization),
                path -> Optional.ofNullable(Map.of("p/felix.yaml", piece).get(path)));
        YamlDocument felix = document("f.yaml", FELIX);

        YamlDocument patched = read.apply(felix, "").document().orElseThrow();

        assertThat(patched.get(YamlPath.parse("spec.first"))).contains("two");
        assertThat(patched.get(YamlPath.parse("spec.last"))).contains("json");
        assertThat(patched.where(YamlPath.parse("spec.last")).text()).isEqualTo(FILE + ":2:5");
        assertThat(patched.where(YamlPath.parse("spec.first")).text()).isEqualTo(FILE + ":5:5");
        assertThat(patched.where(YamlPath.parse("spec.own")).text()).isEqualTo(FILE + ":9:5");
        assertThat(patched.where(YamlPath.parse("spec.file")).text()).isEqualTo("p/felix.yaml:2:1");
        assertThat(patched.where(YamlPath.parse("spec.m")).text()).isEqualTo("f.yaml:4:41");
        assertThat(read.late(felix, "").orElseThrow().text()).isEqualTo(FILE + ":2:5");
        assertThat(read.late(document("n.yaml", NODE), "kube-system")).isEmpty();
    }

    /** The patch of a map, and what it leaves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{$patch: replace, q: 1, r: null}|{q=1}",
                "{$patch: merge, q: 1}|{k=1, q=1}",
                "{q: {r: null, s: {}}}|{k=1, q={s={}}}"
            })
    void mapsAreMergedOrReplaced(String map, String left) {
        String patch = "patches: [{target: {kind: Felix.*}, patch: '{spec: {m: MAP}}'}]\n";
        assertThat(apply(patch.replace("MAP", map), FELIX)
                        .document()
                        .orElseThrow()
                        .get(YamlPath.parse("spec.m")))
                .hasToString("Optional[" + left + "]");
        assertThat(apply(patch.replace("MAP", "{$patch: delete}"), FELIX)
                        .document()
                        .orElseThrow()
                        .get(YamlPath.parse("spec.m")))
                .isEmpty();
    }

    /** What a patch may not say of a list whose items have keys. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "env: [{value: x}]",
                "env: [x]",
                "env: [{name: A, value: x}, {name: A, value: y}]",
                "env: [{name: A, $patch: replace}]",
                "ports: [{containerPort: 1, protocol: UDP}]"
            })
    void itemsWithoutOneKeyAreNotRead(String list) {
        KustomizationFile.Result result = apply(
                "patches: [{patch: '" + HEAD + "spec: {template: {spec: {containers: [{name: calico-node, " + list
                        + "}]}}}}'}]\n",
                NODE);
        assertThat(result.unread()).hasSize(1);
        assertThat(result.document().orElseThrow().root())
                .isEqualTo(document("n.yaml", NODE).root());
    }

    @Test
    void aPatchThatDeletesLeavesNothing() {
        String delete =
                "$patch: delete, apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}";
        assertThat(apply("patches: [{patch: '{" + delete + "}'}]\n", FELIX).document())
                .isEmpty();
    }

    /** An entry of images, and the image that comes out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: 'registry:5000/calico/node', newTag: v3.30.1}|registry:5000/calico/node:v3.30.1",
                "{name: 'registry:5000/calico/node', newName: mirror/node}|mirror/node:v3.28.0",
                "{name: 'registry:5000/calico/node', digest: 'sha256:01'}|registry:5000/calico/node@sha256:01",
                "{name: calico/node, newTag: v3.30.1}|registry:5000/calico/node:v3.28.0",
                "{name: 'registry:5000/calico/.*', newTag: v3.30.1}|registry:5000/calico/node:v3.30.1",
                "{name: 'registry:5000/calico/node', newTag: v1, digest: 'sha256:01'}|registry:5000/calico/node:v1@sha256:01",
                "{name: '[', newTag: v1}|registry:5000/calico/node:v3.28.0"
            })
    void imagesAreReplacedByTheirName(String entry, String image) {
        assertThat(at(apply("images: [" + entry + "]\n", NODE), "image")).isEqualTo(image);
        String first = NODE.replace("      containers:", "      initContainers:");
        YamlPath path = YamlPath.of("spec", "template", "spec", "initContainers", 0, "image");
        assertThat(apply("images: [" + entry + "]\n", first)
                        .document()
                        .orElseThrow()
                        .get(path))
                .contains(image);
    }

    @Test
    void aPatchThatIsNotThereOrDoesNotReadIsAProblemAtItsEntry() {
        KustomizationFile read = KustomizationFile.read(
                YamlFile.parse(FILE, "patches:\n  - {path: gone.yaml}\n  - patch: 'a: ['\n"), path -> Optional.empty());
        assertThat(read.problems())
                .extracting(problem -> problem.code() + " " + problem.where().text())
                .containsExactly(
                        ErrorCode.INPUT_NOT_FOUND + " " + FILE + ":2:5", ErrorCode.YAML_SYNTAX + " " + FILE + ":3:5");
    }

    private static Object at(KustomizationFile.Result result, String key) {
        YamlDocument document = result.document().orElseThrow();
        YamlPath containers = YamlPath.parse("spec.template.spec.containers");
        int i = document.get(containers.child(0).child("name")).equals(Optional.of("calico-node")) ? 0 : 1;
        return document.get(containers.child(i).child(key)).orElse("null");
    }
}
