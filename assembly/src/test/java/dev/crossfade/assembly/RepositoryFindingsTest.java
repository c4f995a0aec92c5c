package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.examination.RepositoryFindings;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the repository keeps that Cilium will not do by itself, and images that come from a mirror. */
class RepositoryFindingsTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String VALUES = "network/cilium/values.yaml";
    private static final Set<ErrorCode> CODES = RepositoryFindings.codes();

    /** The object, in one line; codes and lines of the findings. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: kube-multus-ds}}|cni-exclusive",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: kube-multus-ds-arm64}}|cni-exclusive",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: linkerd-cni}}|cni-exclusive",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: istio-cni-node}}|cni-exclusive, istio-socket-lb",
                "{apiVersion: k8s.cni.cncf.io/v1, kind: NetworkAttachmentDefinition, metadata: {name: a}}|cni-exclusive",
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: istio-cni-node}}|",
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{ports: [{hostPort: 80}]}]}}|host-ports-undeclared",
                "{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {initContainers: [{ports: [{hostPort: 80}]}]}}|host-ports-undeclared",
                "{kind: Deployment, metadata: {name: a}, spec: {template: {spec: {containers: [{}, {ports: [{}, {hostPort: 1}]}]}}}}|host-ports-undeclared",
                "{kind: CronJob, metadata: {name: a}, spec: {jobTemplate: {spec: {template: {spec: {containers: [{ports: [{hostPort: 1}]}]}}}}}}|host-ports-undeclared",
                "{kind: DaemonSet, metadata: {name: a}, spec: {template: {spec: {hostNetwork: true, containers: [{ports: [{hostPort: 1}]}]}}}}|",
                "{kind: DaemonSet, metadata: {name: a}, spec: {template: {spec: {containers: [{ports: [{containerPort: 1}]}]}}}}|",
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: default}, spec: {wireguardEnabled: true}}|calico-wireguard",
                "{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {wireguardEnabledV6: true}}|calico-wireguard",
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: default}, spec: {wireguardEnabled: false}}|",
                "{apiVersion: projectcalico.org/v3, kind: BGPPeer, metadata: {name: rack-1}}|calico-bgp",
                "{apiVersion: projectcalico.org/v3, kind: BGPConfiguration, metadata: {name: default}, spec: {serviceClusterIPs: [{cidr: 10.96.0.0/12}]}}|calico-bgp",
                "{apiVersion: projectcalico.org/v3, kind: BGPConfiguration, metadata: {name: default}, spec: {serviceLoadBalancerIPs: []}}|",
                "{apiVersion: projectcalico.org/v3, kind: BGPConfiguration, metadata: {name: default}, spec: {asNumber: 64512}}|",
                "{apiVersion: crd.projectcalico.org/v1, kind: IPPool, metadata: {name: a}, spec: {cidr: 'fd00:10::/48'}}|calico-ipv6",
                "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: a}, spec: {cidr: 192.168.0.0/16}}|",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {calicoNetwork: {ipPools: [{cidr: 10.0.0.0/16}, {cidr: 'fd00:10::/48'}]}}}|calico-ipv6",
                "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default}, spec: {calicoNetwork: {ipPools: [{cidr: 10.0.0.0/16}]}}}|",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node}, spec: {template: {spec: {containers: [{name: calico-node, env: [{name: FELIX_IPV6SUPPORT, value: 'true'}]}]}}}}|calico-ipv6",
                "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: calico-node}, spec: {template: {spec: {containers: [{name: calico-node, env: [{name: FELIX_IPV6SUPPORT, value: 'false'}]}]}}}}|",
                "{kind: Namespace, apiVersion: v1, metadata: {name: a, annotations: {cni.projectcalico.org/ipv4pools: '[]'}}}|calico-pod-addresses",
                "{kind: Pod, apiVersion: v1, metadata: {name: a, annotations: {cni.projectcalico.org/ipAddrs: '[]'}}}|calico-pod-addresses",
                "{kind: StatefulSet, metadata: {name: a}, spec: {template: {metadata: {annotations: {cni.projectcalico.org/floatingIPs: '[]'}}}}}|calico-pod-addresses",
                "{kind: StatefulSet, metadata: {name: a, annotations: {cni.projectcalico.org/ipAddrs: '[]'}}}|",
                "{kind: Pod, apiVersion: v1, metadata: {name: a, annotations: {cni.projectcalico.org/podIP: 10.0.0.1}}}|"
            })
    void eachSignIsOneFindingAtItsPlace(String object, String codes) {
        String text = "# ours\n" + object + "\n";
        List<Problem> findings = findings(Story.tree().with("mesh/own.yaml", text));

        assertThat(findings)
                .extracting(problem -> problem.code().id())
                .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes.split(", ", -1)));
        assertThat(findings).allSatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith("mesh/own.yaml:2:");
        });
        String elsewhere = Applications.reading("mesh", "name: staging", "mesh");
        assertThat(findings(Story.tree().with("mesh/own.yaml", text).with("apps/mesh.yaml", elsewhere)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{kind: DaemonSet, metadata: {name: kube-multus-ds}}|crossfade.yaml|    clusterName:|    cniExclusive: false\\n    clusterName:",
                "{kind: Pod, metadata: {name: a}, spec: {containers: [{ports: [{hostPort: 80}]}]}}|crossfade.yaml|    encapsulation:|    hostPorts: true\\n    encapsulation:",
                "{apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: {name: a}, spec: {wireguardEnabled: true}}|network/cilium/values.yaml|hubble:|encryption: {enabled: true, type: wireguard}\\nhubble:",
                "{apiVersion: projectcalico.org/v3, kind: BGPPeer, metadata: {name: a}}|crossfade.yaml|  argo:|  acknowledged: [{code: calico-bgp, reason: planned, by: net}]\\n  argo:"
            })
    void whatIsSetOrAnsweredForIsNoFindingAnyMore(String object, String path, String old, String with) {
        MapTree tree = Story.tree().with("mesh/own.yaml", object + "\n");
        assertThat(findings(tree)).hasSize(1);
        MapTree set = tree.with(path, Story.replace(tree.files().get(path), old, with.translateEscapes()));
        assertThat(findings(set)).noneMatch(problem -> problem.severity() == Severity.WARNING);
    }

    @Test
    void istiosLoadBalancerIsAskedForInTheValuesThatWin() {
        String istio = "{kind: DaemonSet, metadata: {name: istio-cni-node}}\n";
        MapTree tree =
                Story.tree().with("mesh/own.yaml", istio).with("base.yaml", "socketLB: {hostNamespaceOnly: true}\n");
        tree = tree.with(
                SPEC,
                Story.replace(tree.files().get(SPEC), "values: " + VALUES, "values: [base.yaml, " + VALUES + "]"));
        assertThat(findings(tree)).extracting(Problem::code).containsExactly(ErrorCode.CNI_EXCLUSIVE);
        MapTree off = tree.with(VALUES, "socketLB: {hostNamespaceOnly: false}\n");
        assertThat(findings(off)).extracting(Problem::code).contains(ErrorCode.ISTIO_SOCKET_LB);
    }

    @Test
    void aSecondFamilyAmongThePoolsIsToldAsItsObjectWouldBe() {
        MapTree tree = Story.tree();
        String spec = Story.replace(
                tree.files().get(SPEC), "pools: [192.168.0.0/16]", "pools: [192.168.0.0/16, 'fd00:10::/48']");
        assertThat(findings(tree.with(SPEC, spec))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_IPV6);
            assertThat(problem.message()).startsWith("fd00:10::/48 gives pods IPv6 addresses");
        });
    }

    /** As kubectl writes them, in one list beside Calico's own objects. */
    @Test
    void whatWasExportedWithCalicoIsToldAndChangesNothing() {
        String list = "apiVersion: v1\nkind: List\nitems:\n"
                + "  - {apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name: default}, spec: {wireguardEnabled: true}}\n"
                + "  - {apiVersion: crd.projectcalico.org/v1, kind: BGPPeer, metadata: {name: rack-1}, spec: {peerIP: 10.0.0.1}}\n"
                + "  - {apiVersion: crd.projectcalico.org/v1, kind: IPPool, metadata: {name: six}, spec: {cidr: 'fd00:10::/48'}}\n";
        MapTree alone = CalicoSourcesTest.tree(new CalicoWorld("manifest", "live", "3.28"));
        MapTree tree = alone.with(CalicoWorld.LIVE + "/network.yaml", list);

        assertThat(findings(alone)).isEmpty();
        assertThat(findings(tree))
                .extracting(
                        problem -> problem.code().id() + " " + problem.where().text())
                .containsExactly(
                        "calico-wireguard network/migration/live/network.yaml:4:104",
                        "calico-bgp network/migration/live/network.yaml:5:44",
                        "calico-ipv6 network/migration/live/network.yaml:6:88");
        Map<String, String> end =
                Journey.of(Story.plan(tree)).after("hand-over").files();
        Map<String, String> same =
                Journey.of(Story.plan(alone)).after("hand-over").files();
        assertThat(withoutDigest(end)).isEqualTo(withoutDigest(same));
        assertThat(Story.plan(tree).findings()).noneMatch(problem -> problem.code() == ErrorCode.CALICO_OBJECT_STAYS);
    }

    @Test
    void theStoryHasNoneOfThem() {
        assertThat(findings(Story.tree())).isEmpty();
    }

    @Test
    void everyImageAndTheChartComeFromTheMirrorThatIsNamed() {
        String spec = Story.replace(
                Story.replace(
                        Story.tree().files().get(SPEC),
                        "  nodes:\n    strategy",
                        "  images: {kubectl: mirror.example.com/kubectl:v1.31.4}\n"
                                + "  probe: {deploy: {image: mirror.example.com/goldpinger:v3.10.1}}\n  nodes:\n    strategy"),
                "    clusterName:",
                "    chart: {repository: https://mirror.example.com/charts, name: cilium-mirror}\n    clusterName:");
        List<PlannedCommit> commits = Story.plan(Story.tree().with(SPEC, spec)).commits();
        Set<String> images = commits.stream()
                .flatMap(commit -> commit.changes().files().entrySet().stream())
                .filter(file -> file.getKey().startsWith("network/migration/manifests/"))
                .flatMap(file -> file.getValue().stream())
                .flatMap(text -> Pattern.compile("image: (\\S+)").matcher(text).results())
                .map((MatchResult image) -> image.group(1))
                .collect(Collectors.toSet());
        assertThat(images)
                .containsExactlyInAnyOrder(
                        "mirror.example.com/kubectl:v1.31.4", "mirror.example.com/goldpinger:v3.10.1");
        assertThat(Journey.of(Story.plan(Story.tree().with(SPEC, spec)))
                        .text("install-cilium", "network/migration/applications/application-cilium.yaml"))
                .contains("repoURL: https://mirror.example.com/charts", "chart: cilium-mirror");
    }

    /** The plan's digest is over everything that was read. */
    private static Map<String, String> withoutDigest(Map<String, String> files) {
        Map<String, String> without = new TreeMap<>();
        files.forEach((path, text) -> without.put(path, text.replaceAll("(?m)^  plan: [0-9a-f]{12}$", "")));
        return without;
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }
}
