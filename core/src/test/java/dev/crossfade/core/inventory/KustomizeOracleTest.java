package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kustomization makes of objects is what kubectl kustomize makes of them, or said not to be known. */
class KustomizeOracleTest {

    private static final String OBJECTS = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: calico-node, namespace: kube-system}
            spec:
              template:
                spec:
                  tolerations: [{operator: Exists}]
                  initContainers: [{name: install-cni, image: 'docker.io/calico/cni:v3.28.0', env: [{name: X, value: x}]}]
                  containers:
                    - name: calico-node
                      image: docker.io/calico/node:v3.28.0
                      envFrom: [{configMapRef: {name: a}}]
                      env: [{name: A, value: a}, {name: B, valueFrom: {fieldRef: {fieldPath: x}}}]
                      volumeMounts: [{mountPath: /lib, name: lib}, {mountPath: /run, name: run}]
                      ports: [{containerPort: 9091, name: metrics}]
                    - {name: other, image: 'other@sha256:00'}
                  volumes: [{name: lib, hostPath: {path: /lib}}, {name: run, hostPath: {path: /run}}]
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: calico-config, namespace: kube-system}, data: {calico_backend: bird, veth_mtu: "0"}}
            ---
            apiVersion: crd.projectcalico.org/v1
            kind: FelixConfiguration
            metadata: {name: default}
            spec: {bpfEnabled: false, list: [{name: x, v: 1}, {name: w}], m: {k: 1, j: {i: 2}}, ports: [{containerPort: 1}]}
            ---
            apiVersion: projectcalico.org/v3
            kind: IPPool
            metadata: {name: pool, annotations: {a: b}}
            spec: {cidr: 10.1.0.0/16, ipipMode: Always, allowedUses: [Workload]}
            ---
            apiVersion: operator.tigera.io/v1
            kind: Installation
            metadata: {name: default}
            spec: {calicoNetwork: {ipPools: [{cidr: 10.1.0.0/16}], nodeAddressAutodetectionV4: {firstFound: true}}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: calico-node}, rules: []}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: calico-system}}
            """;

    /** A kustomization, or two, over the objects. */
    record Case(String name, TreeMap<String, String> files, List<String> unread, boolean fails) implements Tree {

        static Case of(YamlDocument document) {
            TreeMap<String, String> files = new TreeMap<>();
            Optional<String> base = text(document, "base");
            files.put((base.isPresent() ? "base" : "top") + "/objects.yaml", OBJECTS);
            base.ifPresent(text -> files.put("base/kustomization.yaml", "resources: [objects.yaml]\n" + text));
            files.put(
                    "top/kustomization.yaml",
                    "resources: [" + (base.isPresent() ? "../base" : "objects.yaml") + "]\n"
                            + text(document, "top").orElseThrow());
            List<String> unread = new ArrayList<>();
            if (document.get(YamlPath.of("unread")).orElse(null) instanceof List<?> names) {
                names.forEach(name -> unread.add(String.valueOf(name)));
            }
            boolean fails = document.get(YamlPath.of("fails")).isPresent();
            return new Case(text(document, "name").orElseThrow(), files, unread, fails);
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        @Override
        public SortedSet<String> list(String folder) {
            return new TreeSet<>(files.keySet());
        }

        @Override
        public SortedMap<String, String> links() {
            return Collections.emptySortedMap();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream cases = KustomizeOracleTest.class.getResourceAsStream("kustomizations.yaml")) {
            String text = new String(cases.readAllBytes(), StandardCharsets.UTF_8);
            return YamlFile.parse("kustomizations.yaml", text).documents().stream()
                    .filter(document -> text(document, "name").isPresent())
                    .map(Case::of);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void kubectlBuildsTheSame(Case each, @TempDir Path folder) throws Exception {
        assumeTrue(hasKubectl(folder), "needs kubectl with kustomize 5 on the PATH");
        KustomizationBuild build = new KustomizationBuild(new Input(each, new ArrayList<>()));
        Map<String, Object> built = new TreeMap<>();
        build.all("top")
                .forEach(kept -> built.put(
                        text(kept.document(), "kind").orElseThrow() + "/"
                                + kept.document()
                                        .get(YamlPath.parse("metadata.name"))
                                        .orElseThrow(),
                        kept.document().root()));
        TreeSet<String> unread = new TreeSet<>();
        build.unread().forEach(one -> unread.add(one.object().kindAndName()));

        assertThat(unread).containsExactlyInAnyOrderElementsOf(each.unread());
        Map<String, Object> expected = kubectl(each, folder);
        if (each.fails()) {
            assertThat(expected).as("kubectl refuses it, too").isEmpty();
            return;
        }
        built.keySet().removeAll(unread);
        expected.keySet().removeAll(unread);
        assertThat(expected).isNotEmpty();
        assertThat(built).isEqualTo(expected);
    }

    private static Map<String, Object> kubectl(Case each, Path folder) throws Exception {
        for (Map.Entry<String, String> file : each.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        Map<String, Object> built = new TreeMap<>();
        String text = run(folder, "kubectl", "kustomize", folder.resolve("top").toString())
                .orElse("");
        YamlFile.parse("built.yaml", text)
                .documents()
                .forEach(document -> text(document, "kind")
                        .ifPresent(kind -> built.put(
                                kind + "/"
                                        + document.get(YamlPath.parse("metadata.name"))
                                                .orElse(""),
                                document.root())));
        return built;
    }

    private static boolean hasKubectl(Path folder) throws Exception {
        return run(folder, "kubectl", "version", "--client")
                .filter(text -> text.contains("Kustomize Version: v5."))
                .isPresent();
    }

    private static Optional<String> run(Path folder, String... command) throws Exception {
        Path out = folder.resolve("out");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(YamlDocument document, String key) {
        return document.get(YamlPath.of(key)).map(String::valueOf);
    }
}
