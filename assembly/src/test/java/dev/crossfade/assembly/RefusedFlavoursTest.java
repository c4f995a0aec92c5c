package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clusters that this migration is not for, told by what Git keeps of them; and those that only look so. */
class RefusedFlavoursTest {

    private static final String FILE = "network/calico/calico.yaml";
    private static final String ENVIRONMENT = "            - name: CALICO_NETWORKING_BACKEND\n"
            + "              valueFrom: {configMapKeyRef: {name: calico-config, key: calico_backend}}\n"
            + "            - name: CLUSTER_TYPE\n";
    private static final String EXTRA =
            "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-extra, namespace: kube-system}\ndata:\n  ";

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "1", "yes", "y", "t"})
    void theDataplaneIsRefusedInEverySpellingOfFelix(String spelling) {
        assertThat(refused(variable("{name: FELIX_BPFENABLED, value: \"" + spelling + "\"}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.message())
                            .startsWith("Calico's eBPF dataplane (FELIX_BPFENABLED) (DaemonSet/calico-node)");
                    assertThat(line(variable("{name: FELIX_BPFENABLED, value: \"" + spelling + "\"}"), problem))
                            .contains("FELIX_BPFENABLED");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: FELIX_BPFENABLED, value: \"false\"}",
                "{name: FELIX_BPFENABLED, value: \"0\"}",
                "{name: FELIX_BPFENABLED, value: \"\"}",
                "{name: ETCD_ENDPOINTS, value: \"http://10.0.0.1:2379\"}, {name: DATASTORE_TYPE, value: kubernetes}",
                "{name: ETCD_ENDPOINTS, value: \"\"}",
                "{name: DATASTORE_TYPE, value: kubernetes}",
                "{name: FELIX_BPFENABLED, value: \"true\"}, {name: FELIX_BPFENABLED, value: \"false\"}"
            })
    void whatSaysNoIsNoSign(String variable) {
        MapTree tree = withoutStore(variable(variable));
        assertThat(Story.plan(tree).commits()).isNotEmpty();
        assertThat(findings(tree, ErrorCode.CALICO_UNREAD)).isEmpty();
    }

    /** A variable of calico-node's, data of a ConfigMap beside it, what is said, and the line that is pointed at. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: DATASTORE_TYPE, value: etcdv3}||etcd of its own (DATASTORE_TYPE)|DATASTORE_TYPE",
                "{name: ETCD_ENDPOINTS, value: 'http://10.0.0.1:2379'}||etcd of its own (ETCD_ENDPOINTS)|ETCD_ENDPOINTS",
                "{name: CLUSTER_TYPE, value: 'kubespray,bgp'}||Calico of kubespray (CLUSTER_TYPE)|kubespray",
                "{name: CALICO_NETWORKING_BACKEND, value: none}||policies only (CALICO_NETWORKING_BACKEND none)|value: none",
                "{name: FELIX_BPFENABLED, valueFrom: {configMapKeyRef: {name: calico-extra, key: felix.bpf}}}|felix.bpf: 'Yes'|eBPF dataplane|felix.bpf: 'Yes'",
                "{name: ETCD_ENDPOINTS, valueFrom: {configMapKeyRef: {name: calico-extra, key: e}}}|e: 'http://a:1'|etcd of its own|e: 'http://a:1'"
            })
    void aVariableIsSeenWhereItsTextStands(String variable, String data, String says, String line) {
        MapTree tree = withoutStore(variable(variable));
        MapTree with = data == null ? tree : append(tree, EXTRA + data + "\n");
        assertThat(refused(with)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
            assertThat(problem.message()).contains(says);
            assertThat(line(with, problem)).contains(line);
        });
    }

    @Test
    void aWholeConfigMapIsSeenAndItsPrefixWithIt() {
        String envFrom = "envFrom: [{configMapRef: {name: calico-extra}, prefix: FELIX_}]";
        MapTree tree = append(
                Story.tree()
                        .with(
                                FILE,
                                Story.replace(
                                        text(),
                                        "          env:\n" + nodeStart(),
                                        "          " + envFrom + "\n          env:\n" + nodeStart())),
                EXTRA + "BPFENABLED: \"true\"\n");
        assertThat(refused(tree))
                .singleElement()
                .satisfies(problem -> assertThat(line(tree, problem)).isEqualTo("  BPFENABLED: \"true\""));
        MapTree off = tree.with(FILE, tree.files().get(FILE).replace("BPFENABLED: \"true\"", "BPFENABLED: \"no\""));
        assertThat(Story.plan(off).commits()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: FELIX_BPFENABLED, valueFrom: {configMapKeyRef: {name: elsewhere, key: bpf}}}",
                "{name: DATASTORE_TYPE, valueFrom: {secretKeyRef: {name: elsewhere, key: store}}}"
            })
    void aVariableThatIsNotKeptWithCalicoIsAFinding(String variable) {
        MapTree tree = withoutStore(variable(variable));
        assertThat(findings(tree, ErrorCode.CALICO_UNREAD)).singleElement().satisfies(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(line(tree, problem)).contains("elsewhere");
        });
    }

    /** What the ConfigMap says, and what is said of it: once, though a variable takes it from there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calico_backend: none|policies only",
                "calico_backend: bird\\n  cluster_type: kubespray|kubespray",
                "calico_backend: bird\\n  etcd_endpoints: http://10.0.0.1:2379|etcd of its own"
            })
    void calicosConfigMapTells(String data, String says) {
        MapTree tree =
                Story.tree().with(FILE, Story.replace(text(), "calico_backend: bird", data.replace("\\n", "\n")));
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(says);
            assertThat(problem.where().file()).isEqualTo(FILE);
        });
    }

    /** An object in a folder that an Application for this cluster applies, for another one, and in a folder of nobody's. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: default}, spec: {bpfEnabled: true}}",
                "{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {bpfEnabled: true}}",
                "{apiVersion: helm.cattle.io/v1, kind: HelmChartConfig, metadata: {name: rke2-canal, namespace: kube-system}}",
                "{apiVersion: helm.cattle.io/v1, kind: HelmChartConfig, metadata: {name: rke2-calico, namespace: kube-system}}",
                "{apiVersion: v1, kind: List, items: [{apiVersion: helm.cattle.io/v1, kind: HelmChartConfig, metadata: {name: rke2-cilium}}]}",
                "{apiVersion: operator.tigera.io/v1, kind: GatewayAPI, metadata: {name: default}}",
                "{apiVersion: operator.tigera.io/v1, kind: Istio, metadata: {name: default}}",
                "{apiVersion: operator.tigera.io/v1, kind: ManagementClusterConnection, metadata: {name: default}}",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {calicoNetwork: {linuxDataplane: BPF}}}",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: overlay}, spec: {calicoNetwork: {linuxDataplane: VPP}}}",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {variant: TigeraSecureEnterprise}}",
                "{apiVersion: v1, kind: List, items: [{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {cni: {type: AmazonVPC}}}]}",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node-windows, namespace: kube-system}}"
            })
    void whatTheClusterGetsElsewhereInTheRepositoryTells(String object) {
        assertThat(refused(Story.tree().with("kafka/network.yaml", "# ours\n" + object + "\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FLAVOUR_UNSUPPORTED);
                    assertThat(problem.where().text()).startsWith("kafka/network.yaml:2:");
                });
        String other = Story.tree()
                .files()
                .get("apps/kafka.yaml")
                .replace("name: kafka", "name: other")
                .replace("path: kafka", "path: other")
                .replace("https://kubernetes.default.svc", "https://other.example.com");
        assertThat(findings(
                        Story.tree().with("apps/other.yaml", other).with("other/network.yaml", object + "\n"),
                        ErrorCode.FLAVOUR_UNSUPPORTED))
                .isEmpty();
        assertThat(findings(Story.tree().with("attic/network.yaml", object + "\n"), ErrorCode.FLAVOUR_UNSUPPORTED))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.message()).contains("no Application of this repository is known");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: default}, spec: {bpfEnabled: false}}",
                "{apiVersion: helm.cattle.io/v1, kind: HelmChartConfig, metadata: {name: rke2-ingress-nginx, namespace: kube-system}}",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: rke2-canal}}",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {variant: Calico, calicoNetwork: {linuxDataplane: Nftables}}}",
                "{apiVersion: operator.tigera.io/v1, kind: LogCollector, metadata: {name: default}}",
                "{apiVersion: sailoperator.io/v1, kind: Istio, metadata: {name: default}}",
                "{apiVersion: ours.example.com/v1, kind: Installation, metadata: {name: default}, spec: {variant: Other}}"
            })
    void othersTellNothing(String object) {
        assertThat(findings(Story.tree().with("kafka/network.yaml", object + "\n"), ErrorCode.FLAVOUR_UNSUPPORTED))
                .isEmpty();
    }

    @Test
    void canalHasTheVariableThatRefusesOthers() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        String with = Story.replace(
                tree.files().get(FILE), "env: [", "env: [{name: CALICO_NETWORKING_BACKEND, value: none}, ");
        assertThat(Story.plan(tree.with(FILE, with)).commits()).isNotEmpty();
        assertThat(findings(
                        tree.with(
                                FILE,
                                Story.replace(
                                        tree.files().get(FILE),
                                        "env: [",
                                        "env: [{name: FELIX_IPV6SUPPORT, value: \"1\"}, ")),
                        ErrorCode.CALICO_IPV6))
                .hasSize(1);
    }

    @Test
    void aValuesFileOfTwoDocumentsIsRefusedAtTheSecond() {
        String values = "network/cilium/values.yaml";
        assertThat(refused(Story.tree().with(values, "# head\na: 1\n---\nb: 2\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                    assertThat(problem.where().text()).isEqualTo(values + ":4:1");
                });
        assertThat(Story.plan(Story.tree().with(values, "# head\n---\na: 1\n---\n# nothing\n"))
                        .commits())
                .isNotEmpty();
        MapTree chart = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        String calico = "network/calico/values.yaml";
        assertThat(refused(chart.with(calico, "a: 1\n---\n" + chart.files().get(calico))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT));
    }

    @Test
    void aListBesideCalicosFilesHidesNothing() {
        String list =
                "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: ServiceAccount, metadata: {name: calico-node, namespace: kube-system}}\n";
        assertThat(refused(Story.tree().with("network/calico/more.yaml", list)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_FILE_UNNAMED);
                    assertThat(problem.message()).contains("ServiceAccount calico-node");
                });
    }

    private static String text() {
        return Story.tree().files().get(FILE);
    }

    /** The first variable of container calico-node. */
    private static String nodeStart() {
        String text = text();
        int container = text.indexOf("- name: calico-node\n          image");
        int start = text.indexOf("          env:\n", container) + "          env:\n".length();
        return text.substring(start, text.indexOf('\n', start) + 1);
    }

    /** Variables behind all others of container calico-node: of two the last one holds. */
    private static MapTree variable(String variables) {
        String text = text();
        int container = text.indexOf("- name: calico-node\n          image");
        int end = text.indexOf("          securityContext:", container);
        StringBuilder items = new StringBuilder();
        for (String item : variables.split("(?<=\\}), (?=\\{name)")) {
            items.append("            - ").append(item).append('\n');
        }
        return Story.tree().with(FILE, text.substring(0, end) + items + text.substring(end));
    }

    /** Without the type of the store that the manifest tells, where the variable is not about it. */
    private static MapTree withoutStore(MapTree tree) {
        String told = "            - name: DATASTORE_TYPE\n              value: kubernetes\n";
        return tree.with(FILE, Story.replace(tree.files().get(FILE), told, ""));
    }

    private static MapTree append(MapTree tree, String text) {
        return tree.with(FILE, tree.files().get(FILE) + text);
    }

    private static String line(MapTree tree, Problem problem) {
        return tree.files()
                .get(String.valueOf(problem.where().file()))
                .lines()
                .toList()
                .get(problem.where().line() - 1);
    }

    private static List<Problem> findings(MapTree tree, ErrorCode code) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == code)
                .toList();
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems().stream().filter(Problem::isBlocker).toList();
    }
}
