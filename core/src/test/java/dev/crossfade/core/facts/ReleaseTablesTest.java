package dev.crossfade.core.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of every row of the tables of releases: what a release brings, the one before it does not have. */
class ReleaseTablesTest {

    private static final String CALICO = """
            crds            |          | 3.25 | 3.26 | bgpfilters.crd.projectcalico.org
            crds            |          | 3.28 | 3.29 | tiers.crd.projectcalico.org
            crds            |          | 3.29 | 3.30 | stagednetworkpolicies.crd.projectcalico.org
            nativeCrds      |          | 3.31 | 3.32 | ippools.projectcalico.org
            crdCharts       |          | 3.31 | 3.32 | projectcalico.org.v3
            operatorCrds    |          | 3.29 | 3.30 | whiskers.operator.tigera.io
            operatorCrds    |          | 3.31 | 3.32 | istios.operator.tigera.io
            apis            | operator | 3.29 | 3.30 | Whisker/default
            nativeWorkloads | manifest | 3.31 | 3.32 | Deployment/calico-webhooks
            companions      | manifest | 3.25 | 3.26 | ServiceAccount/calico-cni-plugin
            companions      | manifest | 3.28 | 3.29 | ClusterRole/calico-tier-getter
            companions      | canal    | 3.25 | 3.26 | ServiceAccount/calico-cni-plugin
            companions      | canal    | 3.28 | 3.29 | ClusterRole/calico-tier-getter
            companions      | operator | 3.29 | 3.30 | ClusterRole/tigera-operator-secrets
            nativeCompanions | manifest | 3.31 | 3.32 | ClusterRole/calico-webhooks
            nativeCompanions | operator | 3.31 | 3.32 | MutatingAdmissionPolicyBinding/set-tier-label-binding
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = CALICO)
    void eachRowOfCalicoBringsSomething(String table, String install, String before, String from, String brings) {
        assertThat(calico(table, install, before)).doesNotContain(brings);
        assertThat(calico(table, install, before + ".9")).doesNotContain(brings);
        assertThat(calico(table, install, from)).contains(brings);
        assertThat(calico(table, install, from + ".1")).contains(brings);
    }

    @Test
    void whatStandsBesideNativeCrdsIsNamedInNoOtherInstall() {
        for (String install : List.of("manifest", "canal", "operator")) {
            assertThat(names(CalicoFacts.of("3.32", install, false).workloads()))
                    .noneMatch(name -> name.contains("webhooks"));
            assertThat(names(CalicoFacts.of("3.32", install, false).companions()))
                    .noneMatch(name -> name.contains("webhooks") || name.contains("AdmissionPolicy"));
        }
    }

    @ParameterizedTest
    @CsvSource({"manifest", "canal", "operator"})
    void theRelaxationIsWrittenInTheApiThatTheCrdsServe(String install) {
        assertThat(CalicoFacts.of("3.32", install, false).relaxationApi()).isEqualTo("crd.projectcalico.org/v1");
        assertThat(CalicoFacts.of("3.32", install, true).relaxationApi()).isEqualTo("projectcalico.org/v3");
    }

    @Test
    void eachRowOfCiliumBringsSomething() {
        assertThat(CiliumFacts.of("1.14.0").nodeConfigApi()).isEqualTo("cilium.io/v2alpha1");
        assertThat(CiliumFacts.of("1.15.99").nodeConfigApi()).isEqualTo("cilium.io/v2alpha1");
        assertThat(CiliumFacts.of("1.16.0").nodeConfigApi()).isEqualTo("cilium.io/v2");
        assertThat(CiliumFacts.of("1.20.0").nodeConfigApi()).isEqualTo("cilium.io/v2");

        Map<String, Object> hook = Map.of(
                "argocd.argoproj.io/hook", "Sync", "argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation");
        assertThat(CiliumFacts.of("1.14.19").certgenJobAnnotations()).isEqualTo(hook);
        assertThat(CiliumFacts.of("1.18.99").certgenJobAnnotations()).isEqualTo(hook);
        assertThat(CiliumFacts.of("1.19.0").certgenJobAnnotations())
                .isEqualTo(Map.of("argocd.argoproj.io/compare-options", "IgnoreExtraneous"));

        Map<String, Object> policy =
                Map.of("group", "admissionregistration.k8s.io", "kind", "ValidatingAdmissionPolicy");
        assertThat(CiliumFacts.of("1.18.99").clusterKinds()).hasSize(5).doesNotContain(policy);
        assertThat(CiliumFacts.of("1.19.0").clusterKinds()).hasSize(7).contains(policy);

        assertThat(CiliumFacts.of("1.16.99").namespaceOverride()).isFalse();
        assertThat(CiliumFacts.of("1.17.0").namespaceOverride()).isTrue();

        assertThat(CiliumFacts.of("1.14.0").overlayDefaults())
                .isEqualTo(CiliumFacts.of("1.20.0").overlayDefaults())
                .containsKeys("cni", "operator", "bpf", "policyEnforcementMode");
    }

    @ParameterizedTest
    @CsvSource({
        "1.14,1.15,tunnel",
        "1.14,1.15,clustermesh.apiserver.tls.ca.key",
        "1.15,1.16,encryption.interface",
        "1.15,1.16,proxy.prometheus.port",
        "1.17,1.18,enableCiliumEndpointSlice",
        "1.20,1.19,ipam.operator.clusterPoolIPv4PodCIDR",
        "1.20,1.14,ipam.operator.clusterPoolIPv6PodCIDR"
    })
    void aValueIsRefusedByOneReleaseAndNotByTheOther(String without, String with, String key) {
        assertThat(refused(without + ".9")).doesNotContain(key);
        assertThat(refused(with + ".0")).contains(key);
    }

    private static List<String> refused(String version) {
        return CiliumFacts.of(version).refusedValues().stream()
                .map(CiliumFacts.RefusedValue::key)
                .toList();
    }

    /** A new row makes this test fail until it has a line above. */
    @Test
    void noRowIsLeftOut() {
        TreeSet<String> tested = new TreeSet<>();
        CALICO.lines()
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells -> tested.add(cells[0] + (cells[1].isEmpty() ? "" : "." + cells[1]) + " " + cells[3]));

        assertThat(later(FactTable.read("calico.yaml"), "", new TreeSet<>())).isEqualTo(tested);
        assertThat(later(FactTable.read("cilium.yaml"), "", new TreeSet<>()))
                .containsExactly(
                        "certgenJobAnnotations 1.19",
                        "clusterKinds 1.19",
                        "namespaceOverride 1.17",
                        "nodeConfigApi 1.16",
                        "refusedValues 1.14",
                        "refusedValues 1.15",
                        "refusedValues 1.16",
                        "refusedValues 1.18");
    }

    private static TreeSet<String> later(FactTable table, String prefix, TreeSet<String> found) {
        collect(table.root(), prefix, found);
        return found;
    }

    private static void collect(Object node, String path, TreeSet<String> found) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> collect(value, path.isEmpty() ? "" + key : path + "." + key, found));
        } else if (node instanceof List<?> rows) {
            rows.stream().skip(1).forEach(row -> found.add(path + " " + ((Map<?, ?>) row).get("from")));
        }
    }

    private static List<String> calico(String table, String install, String version) {
        CalicoFacts facts = CalicoFacts.of(
                version,
                install == null ? (table.startsWith("operator") ? "operator" : "manifest") : install,
                table.startsWith("native"));
        return switch (table) {
            case "crdCharts" ->
                CalicoFacts.crdCharts(version).map(CalicoFacts.CrdCharts::natively).stream()
                        .toList();
            case "apis" -> names(facts.apis());
            case "workloads", "nativeWorkloads" -> names(facts.workloads());
            case "companions", "nativeCompanions" -> names(facts.companions());
            default -> facts.crds();
        };
    }

    private static List<String> names(CalicoFacts.Stage stage) {
        return stage.all().stream().map(name -> name.kind() + "/" + name.name()).toList();
    }
}
