package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/** Objects that kustomizations of tests are applied to, and what comes out. */
final class KustomizedObject {

    static final String FILE = "k/kustomization.yaml";
    static final String NODE = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: calico-node, namespace: kube-system}
            spec:
              template:
                spec:
                  tolerations: [{operator: Exists}]
                  containers:
                    - name: calico-node
                      image: registry:5000/calico/node:v3.28.0
                      envFrom: [{configMapRef: {name: a}}]
                      env: [{name: A, value: a}, {name: B, value: b}]
            """;
    static final String FELIX = """
            apiVersion: crd.projectcalico.org/v1
            kind: FelixConfiguration
            metadata: {name: default}
            spec: {a: [{name: x, v: 1}, {name: w}], m: {k: 1}}
            """;
    static final String HEAD =
            "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node, namespace: kube-system}, ";

    private KustomizedObject() {}

    static KustomizationFile.Result apply(String kustomization, String object) {
        KustomizationFile read = KustomizationFile.read(YamlFile.parse(FILE, kustomization), path -> Optional.empty());
        assertThat(read.problems()).isEmpty();
        YamlDocument document = document("f.yaml", object);
        return read.apply(document, namespace(document));
    }

    private static String namespace(YamlDocument document) {
        return document.get(YamlPath.of("metadata", "namespace"))
                .map(String::valueOf)
                .orElse("");
    }

    static YamlDocument document(String name, String text) {
        return YamlFile.parse(name, text).documents().get(0);
    }
}
