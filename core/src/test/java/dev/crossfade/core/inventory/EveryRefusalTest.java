package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each refusal of a kind of Calico has an object that it refuses, and a neighbour of it that it lets pass. */
class EveryRefusalTest {

    /**
     * @param name as the table of refusals has it
     * @param refused an object that shows the sign
     * @param passes one that nearly does
     */
    private record Case(String name, String refused, String passes) {
        @Override
        public String toString() {
            return name + ": " + refused;
        }
    }

    private static Case field(String path, String refused, String passes) {
        return new Case(path, installation(path, refused), installation(path, passes));
    }

    private static String installation(String path, String value) {
        String[] steps = path.split("\\.");
        String spec = steps.length == 1
                ? "{" + path + ": " + value + "}"
                : "{" + steps[0] + ": {" + steps[1] + ": " + value + "}}";
        return "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: " + spec + "}";
    }

    private static Case config(String name, String refused, String passes) {
        String object =
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: calico-config, namespace: kube-system}, data: {";
        return new Case(name, object + refused + "}}", object + passes + "}}");
    }

    private static Case variable(String name, String refused, String passes) {
        return new Case(name, node(refused), node(passes));
    }

    private static String node(String variables) {
        return "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node, namespace: kube-system}, spec:"
                + " {template: {spec: {containers: [{name: calico-node, env: [" + variables + "]}]}}}}";
    }

    static List<Case> cases() {
        return Stream.of(resources(), objects(), variables())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> resources() {
        String felix =
                "{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: ";
        String beside = "what the operator runs beside the network";
        String operators = "{apiVersion: operator.tigera.io/v1, kind: %s, metadata: {name: default}}";
        String whisker = String.format(operators, "Whisker");
        return List.of(
                field("calicoNetwork.linuxDataplane", "BPF", "Iptables"),
                field("calicoNetwork.linuxDataplane", "VPP", "Nftables"),
                field("cni.type", "AmazonVPC", "Calico"),
                field("calicoNetwork.windowsDataplane", "HNS", "Disabled"),
                field("kubernetesProvider", "RKE2", "EKS"),
                field("variant", "TigeraSecureEnterprise", "Calico"),
                new Case("Calico's eBPF dataplane", felix + "{bpfEnabled: true}}", felix + "{bpfEnabled: false}}"),
                new Case(beside, String.format(operators, "GatewayAPI"), whisker),
                new Case(beside, String.format(operators, "Istio"), whisker),
                new Case(beside, String.format(operators, "ManagementClusterConnection"), whisker));
    }

    private static List<Case> objects() {
        return List.of(
                new Case(
                        "the network of RKE2 or k3s",
                        "{apiVersion: helm.cattle.io/v1, kind: HelmChart, metadata: {name: anything}}",
                        "{apiVersion: helm.cattle.io/v1, kind: HelmRelease, metadata: {name: anything}}"),
                config(
                        "Calico for policies only (calico_backend none)",
                        "calico_backend: none",
                        "calico_backend: bird"),
                new Case(
                        "Calico on Windows nodes",
                        "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node-windows, namespace: x}}",
                        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: calico-node-windows, namespace: x}}"),
                config("Calico of kubespray", "cluster_type: 'kubespray,bgp'", "cluster_type: 'k8s,bgp'"),
                new Case(
                        "Calico of kOps",
                        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: calico-node, labels: {addon.kops.k8s.io/name: x}}}",
                        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: calico-node, labels: {kops: x}}}"),
                config(
                        "Calico with an etcd of its own",
                        "etcd_endpoints: 'http://10.0.0.1:2379'",
                        "etcd_endpoints: __ETCD_ENDPOINTS__"));
    }

    private static List<Case> variables() {
        String policies = "Calico for policies only (CALICO_NETWORKING_BACKEND none)";
        return List.of(
                variable(
                        "Calico's eBPF dataplane (FELIX_BPFENABLED)",
                        "{name: FELIX_BPFENABLED, value: \"yes\"}",
                        "{name: FELIX_BPFENABLED, value: \"no\"}"),
                variable(
                        policies,
                        "{name: CALICO_NETWORKING_BACKEND, value: none}",
                        "{name: CALICO_NETWORKING_BACKEND, value: vxlan}"),
                new Case(
                        policies,
                        node("{name: CALICO_NETWORKING_BACKEND, value: none}"),
                        node("{name: CALICO_NETWORKING_BACKEND, value: none}")
                                .replace("name: calico-node, namespace", "name: canal, namespace")),
                variable(
                        "Calico of kubespray (CLUSTER_TYPE)",
                        "{name: CLUSTER_TYPE, value: \"kubespray,bgp\"}",
                        "{name: CLUSTER_TYPE, value: \"k8s,bgp\"}"),
                variable(
                        "Calico with an etcd of its own (DATASTORE_TYPE)",
                        "{name: DATASTORE_TYPE, value: etcdv3}",
                        "{name: DATASTORE_TYPE, value: kubernetes}"),
                variable(
                        "Calico with an etcd of its own (ETCD_ENDPOINTS)",
                        "{name: ETCD_ENDPOINTS, value: \"http://a:1\"}",
                        "{name: ETCD_ENDPOINTS, value: \"http://a:1\"}, {name: DATASTORE_TYPE, value: kubernetes}"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatShowsTheSignIsRefusedForIt(Case each) {
        assertThat(check(each.refused())).singleElement().satisfies(problem -> {
            assertThat(problem.isBlocker()).isTrue();
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains(each.name());
            assertThat(problem.where().text()).startsWith("calico.yaml:1:");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatNearlyShowsItPasses(Case each) {
        assertThat(check(each.passes())).isEmpty();
    }

    @Test
    void noRefusalIsWithoutACase() {
        assertThat(cases().stream().map(Case::name).distinct())
                .containsExactlyInAnyOrderElementsOf(RefusedFlavours.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: helm.cattle.io/v1, kind: HelmChart, metadata: {name: rke2-calico}}",
                "{apiVersion: helm.cattle.io/v1, kind: HelmChart, metadata: {name: rke2-calico-crd}}",
                "{apiVersion: helm.cattle.io/v1, kind: HelmChartConfig, metadata: {name: rke2-canal}}",
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: a}, spec: {bpfEnabled: true}}",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node-windows}}",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: a}, spec: {variant: Other}}"
            })
    void someTellOfTheClusterWhereverTheyAre(String object) {
        assertThat(elsewhere(object)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: helm.cattle.io/v1, kind: HelmChart, metadata: {name: rke2-calico-extras}}",
                "{apiVersion: example.com/v1, kind: FelixConfiguration, metadata: {name: a}, spec: {bpfEnabled: true}}",
                "{apiVersion: example.com/v1, kind: Installation, metadata: {name: a}, spec: {variant: Other}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: calico-config}, data: {cluster_type: kubespray}}"
            })
    void whatMayBeSomebodyElsesTellsOnlyBesideCalico(String object) {
        assertThat(elsewhere(object)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Secret|calico-config", "ConfigMap|calico-settings"})
    void calicosConfigMapIsToldByKindAndName(String words) {
        assertThat(check("{apiVersion: v1, kind: " + words.split("\\|")[0] + ", metadata: {name: "
                        + words.split("\\|")[1] + "}, data: {calico_backend: none, cluster_type: kubespray}}"))
                .isEmpty();
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of("calicoNetwork.linuxDataplane", "BPF", RefusedFlavours.OTHER_ROUTING),
                Arguments.of("cni.type", "AmazonVPC", RefusedFlavours.OTHER_NETWORK),
                Arguments.of("calicoNetwork.windowsDataplane", "HNS", "Cilium has no agent for Windows nodes"),
                Arguments.of("kubernetesProvider", "RKE2", RefusedFlavours.RECONCILED),
                Arguments.of("variant", "TigeraSecureEnterprise", "the Enterprise edition"));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void aFieldOfAnInstallationIsRefusedForItsOwnReason(String path, String value, String why) {
        assertThat(check(installation(path, value)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains(": " + value, why));
    }

    private static List<Problem> elsewhere(String object) {
        return RefusedFlavours.elsewhere(YamlFile.parse("a.yaml", object + "\n").documents().stream()
                .map(document -> new RepositoryObject("a.yaml", document, YamlPath.of()))
                .toList());
    }

    private static List<Problem> check(String object) {
        List<YamlDocument> documents =
                YamlFile.parse("calico.yaml", object + "\n").documents();
        return RefusedFlavours.check(Stream.of(documents.get(0))
                .map(document -> new KeptObject(
                        DeclaredObject.of("calico.yaml", document).orElseThrow(), document))
                .toList());
    }
}
