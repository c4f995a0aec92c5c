package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.facts.PolicyFacts;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the tables of facts, and a constant of PermanentValues, say of Cilium's charts, against the charts. */
class ChartFactsTest {

    private static final String VALUES = "network/cilium/values.yaml";

    /** Where the CNI plugin logs, written with its configuration, and how DNS is answered beside a chained plugin: no phase relies on either. */
    private static final Set<String> SIDE_EFFECTS = Set.of("cni-log-file", "dnsproxy-enable-transparent-mode");

    /** The chart's default looks into a cluster for its certificates. */
    private static final String CERTIFICATES = "hubble: {tls: {auto: {method: cronJob}}}\n";

    /** Kinds without a namespace that a chart could hold (kubectl api-resources --namespaced=false). */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "APIService",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "GatewayClass",
            "IngressClass",
            "MutatingAdmissionPolicy",
            "MutatingAdmissionPolicyBinding",
            "MutatingWebhookConfiguration",
            "Namespace",
            "PersistentVolume",
            "PriorityClass",
            "RuntimeClass",
            "StorageClass",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "ValidatingWebhookConfiguration");

    @TempDir
    Path folder;

    /** Agent and operator know these, and no chart writes them. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void ownedOptionsHaveTheirNamesInTheChartsConfigMap(String version) throws IOException {
        Set<String> options = found("(?m)^ *([a-z][a-z0-9-]+):", file(version, "templates/cilium-configmap.yaml"));

        assertThat(CiliumFacts.of(version).ownedOptions().stream().filter(option -> !options.contains(option)))
                .containsExactlyInAnyOrder("cilium-pod-namespace", "config-dir", "k8s-namespace", "tunnel");
    }

    /** The customer's values alone, and with each phase: what differs is owned, or a side effect that is named here. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void whateverAPhaseChangesInTheConfigMapIsOwned(String version) throws IOException {
        Preview preview = Story.sharingTheCniFolder(version);
        Journey journey = Journey.of(preview);
        Map<String, String> alone = config(version, journey.states().get(0));
        Set<String> changed = new TreeSet<>();
        for (String phase : List.of("install-cilium", "finalize-cilium", "audit-policies", "hand-over")) {
            Map<String, String> now = config(version, journey.after(phase));
            Stream.concat(alone.keySet().stream(), now.keySet().stream())
                    .filter(key -> !alone.getOrDefault(key, "").equals(now.getOrDefault(key, "")))
                    .forEach(changed::add);
        }
        YamlDocument config = Journey.read(
                        journey.after("node-config"),
                        "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml")
                .documents()
                .get(0);
        ((Map<?, ?>) config.get(YamlPath.parse("spec.defaults")).orElseThrow())
                .keySet()
                .forEach(key -> changed.add(String.valueOf(key)));

        assertThat(changed).contains("custom-cni-conf", "enable-policy", "write-cni-conf-when-ready");
        changed.removeAll(SIDE_EFFECTS);
        assertThat(CiliumFacts.of(version).ownedOptions()).containsAll(changed);
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theSwitchesAreThoseOfTheContainerThatReadsTheNodeConfig(String version) throws IOException {
        String daemonSet = file(version, "templates/cilium-agent/daemonset.yaml");
        int from = daemonSet.indexOf("build-config");
        String command = daemonSet.substring(from, daemonSet.indexOf("env:", from));

        assertThat(found("\\.Values\\.(daemon\\.\\w+)", command))
                .containsExactlyInAnyOrderElementsOf(CiliumFacts.of(version).nodeConfigSwitches());
        assertThat(found("\"--([a-z-]+)=", command))
                .as("what else it is told is the way to the API server")
                .isSubsetOf(
                        "source",
                        "allow-config-keys",
                        "deny-config-keys",
                        "k8s-kubeconfig-path",
                        "k8s-api-server-urls");
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theOverlaysDefaultsAreTheCharts(String version) throws IOException {
        YamlDocument values = values(version);
        Map<String, Object> leaves = new TreeMap<>();
        leaves("", CiliumFacts.of(version).overlayDefaults(), leaves);

        assertThat(leaves)
                .hasSizeGreaterThan(5)
                .allSatisfy((path, value) -> assertThat(
                                values.get(YamlPath.parse(path)).orElse("null"))
                        .as(path)
                        .isEqualTo(value));
    }

    /** A release ignores those that it does not know, so that all charts together have all of them. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void everyValueThatNamesANamespaceIsKnown(String version) throws IOException {
        Set<String> known = CiliumFacts.of(version).namespaces().stream()
                .map(row -> String.valueOf(row.get("key")))
                .collect(Collectors.toSet());

        assertThat(found("(?m)^ *namespace: *\\{\\{-? *\\$?\\.Values\\.([\\w.]+)", templates(version)))
                .hasSizeGreaterThan(9)
                .allSatisfy(key -> assertThat(known).contains(key));
        assertThat(file(version, "templates/_helpers.tpl").contains(".Values.namespaceOverride"))
                .isEqualTo(CiliumFacts.of(version).namespaceOverride());
    }

    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void everyKindWithoutANamespaceIsAllowed(String version) throws IOException {
        Set<String> kinds = found("(?m)^kind: *(\\w+)", templates(version));
        kinds.retainAll(OF_THE_CLUSTER);

        assertThat(CiliumFacts.of(version).clusterKinds().stream().map(kind -> String.valueOf(kind.get("kind"))))
                .containsExactlyInAnyOrderElementsOf(kinds);
    }

    /** PermanentValues tells the operator of every key but this one. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void theTaintThatNobodyHasToNameIsTheCharts(String version) throws IOException {
        Object key = values(version).get(YamlPath.of("agentNotReadyTaintKey")).orElseThrow();
        Preview unnamed = Story.withCilium(version);
        Preview named = Story.preview(text -> Story.replace(
                Story.replace(text, "version: 1.18.12", "version: " + version),
                "  nodes:\n    strategy",
                "  nodes:\n    taint: {key: " + key + ", value: pending, effect: NoSchedule}\n    strategy"));

        assertThat(unnamed.plan().migration().spec().nodes().taint().key()).isEqualTo(key);
        for (Preview preview : List.of(unnamed, named)) {
            assertThat(Journey.of(preview).text("install-cilium", VALUES)).doesNotContain("agentNotReadyTaintKey");
        }
    }

    /** The chart calls the value k8s and the kind. */
    @ParameterizedTest
    @FieldSource("dev.crossfade.assembly.Story#CHARTS")
    void policiesOfTheWholeClusterAreEnforcedByTheChartsValues(String version) throws IOException {
        YamlDocument values = values(version);
        for (String kind : List.of("AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy")) {
            assertThat(PolicyFacts.isClusterWide("policy.networking.k8s.io", kind))
                    .isTrue();
            Optional<String> value = PolicyFacts.enforcedBy(kind, version);
            assertThat(value.isPresent())
                    .as(kind)
                    .isEqualTo(values.get(YamlPath.of("k8s" + kind)).isPresent());
            value.ifPresent(path -> assertThat(values.get(YamlPath.parse(path))).contains(false));
        }
    }

    private Map<String, String> config(String version, MapTree state) throws IOException {
        String overlay =
                state.read("network/migration/cilium/values.migration.yaml").orElse("");
        return Charts.ciliumConfig(
                Charts.render(version, folder, List.of(state.read(VALUES).orElseThrow(), CERTIFICATES, overlay)));
    }

    private static void leaves(String at, Map<?, ?> map, Map<String, Object> leaves) {
        map.forEach((key, value) -> {
            String path = at.isEmpty() ? "" + key : at + "." + key;
            if (value instanceof Map<?, ?> inner) {
                leaves(path, inner, leaves);
            } else {
                leaves.put(path, value == null ? "null" : value);
            }
        });
    }

    private static YamlDocument values(String version) throws IOException {
        return YamlFile.parse("values.yaml", file(version, "values.yaml"))
                .documents()
                .get(0);
    }

    private static String templates(String version) throws IOException {
        return Charts.files(version).entrySet().stream()
                .filter(file -> file.getKey().startsWith("templates/"))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("\n"));
    }

    private static String file(String version, String path) throws IOException {
        String text = Charts.files(version).get(path);
        assertThat(text).as(path).isNotNull();
        return text;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
