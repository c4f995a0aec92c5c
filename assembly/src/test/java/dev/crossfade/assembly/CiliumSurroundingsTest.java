package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Cilium needs around it by the customer's values: namespaces in the project, ports between nodes; and an image for Jobs. */
class CiliumSurroundingsTest {

    private static final String VALUES = "network/cilium/values.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "debug: {enabled: true}|",
                "authentication: {mutual: {spire: {enabled: true}}}|cilium-spire",
                "authentication: {mutual: {spire: {enabled: true, install: {namespace: trust}}}}|trust",
                "authentication: {mutual: {spire: {enabled: true, install: {enabled: false}}}}|",
                "authentication: {mutual: {spire: {install: {namespace: trust}}}}|",
                "dashboards: {enabled: true, namespace: monitoring}|monitoring",
                "dashboards: {enabled: true, namespace: ~}|",
                "dashboards: {enabled: true, namespace: ''}|",
                "operator: {dashboards: {namespace: a}, prometheus: {serviceMonitor: {namespace: b}}}|a,b",
                "ingressController: {secretsNamespace: {name: certs}}|certs",
                "tls: {secretsNamespace: {name: cilium-secrets}}|"
            })
    void theProjectAllowsTheNamespacesOfTheChart(String values, String more) {
        TreeSet<String> wanted = new TreeSet<>(namespaces(Story.tree()));
        wanted.addAll(more == null ? List.of() : List.of(more.split(",", -1)));

        assertThat(namespaces(Story.tree().with(VALUES, values + "\n"))).containsExactlyElementsOf(wanted);
    }

    private static List<String> namespaces(MapTree tree) {
        MapTree prepared = Journey.of(Story.plan(tree)).after("prepare");
        Object places = Journey.read(prepared, "network/migration/bootstrap.yaml")
                .documents()
                .get(0)
                .get(YamlPath.parse("spec.destinations"))
                .orElseThrow();
        return ((List<?>) places)
                .stream()
                        .map(place -> String.valueOf(((Map<?, ?>) place).get("namespace")))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{enabled: true, type: wireguard}|Your values encrypt (wireguard): the firewall must let pass UDP 51871, too.",
                "{enabled: true}|Your values encrypt (ipsec): the firewall must let pass ESP, too.",
                "{enabled: true, type: ztunnel}|",
                "{enabled: false, type: wireguard}|",
                "{type: wireguard}|"
            })
    void theInstallNamesThePortOfTheEncryption(String encryption, String says) {
        List<String> messages =
                Story.plan(Story.tree().with(VALUES, "encryption: " + encryption + "\n")).commits().stream()
                        .filter(commit -> commit.message().contains("Your values encrypt"))
                        .map(commit ->
                                commit.entry().id() + ": " + commit.message().replaceAll("\\s+", " "))
                        .toList();

        if (says == null) {
            assertThat(messages).isEmpty();
        } else {
            assertThat(messages)
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message).startsWith("install-cilium: ").contains(says));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "namespaceOverride: cilium,true",
        "namespaceOverride: 'x',true",
        "namespaceOverride: kube-system,false",
        "namespaceOverride: '',false",
        "namespaceOverride: ~,false"
    })
    void ciliumStaysInKubeSystem(String values, boolean refused) {
        MapTree tree = Story.tree().with(VALUES, "# ours\n" + values + "\n");
        if (!refused) {
            assertThat(Story.plan(tree).commits()).isNotEmpty();
            return;
        }
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refusal -> assertThat(refusal.problems())
                                .filteredOn(Problem::isBlocker)
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                                    assertThat(problem.where().text()).startsWith(VALUES + ":2:");
                                    assertThat(problem.message()).startsWith("namespaceOverride puts Cilium into ");
                                }));
    }

    /** A release whose chart does not know the value ignores it; of several files the last one decides. */
    @Test
    void theNamespaceCountsWhereTheChartReadsIt() {
        String spec = Story.tree().files().get("crossfade.yaml");
        MapTree old = Story.tree()
                .with("crossfade.yaml", spec.replace("1.18.12", "1.16.19"))
                .with(VALUES, "namespaceOverride: cilium\n");
        assertThat(Story.plan(old).commits()).isNotEmpty();
        MapTree back = Story.tree()
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                spec,
                                "values: network/cilium/values.yaml",
                                "values: [network/cilium/base.yaml, network/cilium/values.yaml]"))
                .with("network/cilium/base.yaml", "namespaceOverride: cilium\n")
                .with(VALUES, "namespaceOverride: ''\n");
        assertThat(Story.plan(back).commits()).isNotEmpty();
    }

    @Test
    void anImageThatWasNeverPublishedIsRefused() {
        assertThatThrownBy(() -> Story.preview(text -> kubernetes(text, "1.27")))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refusal -> assertThat(refusal.problems())
                                .filteredOn(Problem::isBlocker)
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.SPEC_MISSING_KEY);
                                    assertThat(problem.where().text()).startsWith("crossfade.yaml:9:");
                                    assertThat(problem.message()).contains("registry.k8s.io/kubectl:v1.27.0");
                                }));
    }

    @Test
    void thePublishedOneAndOneOfTheirOwnAreTaken() {
        assertThat(Story.preview(text -> kubernetes(text, "1.28")).commits()).isNotEmpty();
        assertThat(Story.preview(text -> Story.replace(
                                kubernetes(text, "1.27"),
                                "  argo:\n",
                                "  images: {kubectl: mirror.example.com/kubectl:v1.27.16}\n  argo:\n"))
                        .commits())
                .isNotEmpty();
    }

    private static String kubernetes(String text, String version) {
        return Story.replace(text, "kubernetesVersion: \"1.31\"", "kubernetesVersion: \"" + version + "\"");
    }
}
