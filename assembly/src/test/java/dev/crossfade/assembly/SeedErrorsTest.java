package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The errors of the published story, one test each: it would fail if our plan made that error again. */
class SeedErrorsTest {

    private static final String VALUES = "network/cilium/values.yaml";

    private final Journey story = Journey.of(Story.preview());
    private final Layout layout = story.preview().plan().migration().layout();

    @Test
    void error01TheTunnelKeyThatChartsRefuse() {
        assertThat(story.value("install-cilium", "tunnel")).isEmpty();
        assertThat(story.value("install-cilium", "routingMode")).contains("tunnel");
        assertThat(story.value("install-cilium", "tunnelProtocol")).contains("vxlan");
    }

    @Test
    void error02KubeProxyReplacementAsAWord() {
        assertThat(story.value("install-cilium", "kubeProxyReplacement")).contains(false);
        assertThat(story.value("hand-over", "kubeProxyReplacement")).contains(false);
    }

    @Test
    void error03EndpointStatus() {
        story.between("install-cilium", "hand-over")
                .forEach(phase ->
                        assertThat(story.value(phase, "endpointStatus")).isEmpty());
    }

    @Test
    void error04SessionAffinity() {
        story.between("install-cilium", "hand-over")
                .forEach(phase ->
                        assertThat(story.value(phase, "sessionAffinity")).isEmpty());
    }

    @Test
    void error05TwoOperatorKeysOfWhichTheLastWins() {
        for (MapTree state : story.states()) {
            // a duplicate key would not parse
            assertThat(Journey.read(state, VALUES).documents()).hasSize(1);
        }
        assertThat(story.value("install-cilium", "operator.unmanagedPodWatcher.restart"))
                .contains(false);
        assertThat(story.value("install-cilium", "operator.prometheus.enabled")).contains(true);

        assertThatThrownBy(() -> withValues("operator:\n  replicas: 2\n\noperator:\n  rollOutPods: true\n"))
                .isInstanceOfSatisfying(CrossfadeException.class, refused -> {
                    assertThat(refused.problems().get(0).code()).isEqualTo(ErrorCode.YAML_DUPLICATE_KEY);
                    assertThat(refused.getMessage()).contains("1").contains("4");
                });
    }

    @Test
    void error06ATextWhereNullWasMeantAndALineThatIsOneColumnOff() {
        story.between("install-cilium", "hand-over")
                .forEach(phase ->
                        assertThat(story.value(phase, "prometheus.metrics")).isEmpty());
        assertThatThrownBy(() -> withValues("  cluster:\n    name: prod-cluster\n ipam:\n    mode: cluster-pool\n"))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(ErrorCode.YAML_SYNTAX));
    }

    @Test
    void error07AWatcherThatWouldRestartAllPodsOfCalico() {
        String overlay = story.text("install-cilium", layout.overlay());
        assertThat(overlay).contains("the watcher would delete CoreDNS pods").doesNotContain("all calico pods");
    }

    @Test
    void error08CoreDnsRestartsBecauseTheWatcherRuns() {
        story.between("install-cilium", "rotate-nodes")
                .forEach(phase -> assertThat(story.value(phase, "operator.unmanagedPodWatcher.restart"))
                        .as(phase)
                        .contains(false));
        assertThat(story.value("finalize-cilium", "operator.unmanagedPodWatcher.restart"))
                .contains(true);
    }

    @Test
    void error09ATunnelPortThatNobodyNeeds() {
        Journey plain = Journey.of(
                Story.preview(text -> text.replaceAll("(?m)^( +)tunnel:.*\\n", "$1tunnel: {protocol: vxlan}\n")));
        assertThat(plain.value("install-cilium", "tunnelPort")).contains(8472L);
        assertThat(story.value("install-cilium", "tunnelPort")).contains(8473L);
    }

    @Test
    void error10TheApiOfTheCiliumNodeConfig() {
        assertThat(nodeConfigApi("1.14.19")).isEqualTo("cilium.io/v2alpha1");
        assertThat(nodeConfigApi("1.16.19")).isEqualTo("cilium.io/v2");
        assertThat(nodeConfigApi("1.20.0")).isEqualTo("cilium.io/v2");
    }

    @Test
    void error11IpamThatIsOnlyImplied() {
        assertThat(story.value("install-cilium", "ipam.mode")).contains("cluster-pool");
        assertThat(story.value("install-cilium", "ipam.operator.clusterPoolIPv4PodCIDRList"))
                .contains(List.of("10.245.0.0/16"));
        assertThat(story.value("install-cilium", "ipam.operator.clusterPoolIPv4PodCIDR"))
                .isEmpty();
    }

    @Test
    void error12AnAddressPinThatComesLateOrDoesNothing() {
        assertThat(story.ids().indexOf("pin-calico-address")).isBetween(0, story.index("install-cilium") - 1);
        assertThat(story.text("pin-calico-address", "network/calico/calico.yaml"))
                .containsPattern("name: IP_AUTODETECTION_METHOD\\s+value: kubernetes-internal-ip");
    }

    @Test
    void error13ATaintWithADotAndWithoutNoExecute() {
        assertThat(story.text("node-templates", layout.runbook()))
                .contains("node.cilium.io/agent-not-ready=true:NoExecute")
                .doesNotContain("agent-not-ready=:NoSchedule", "NoExecute.\n");
    }

    @Test
    void error14NodeTemplatesBeforeCiliumAndItsNodeConfigExist() {
        assertThat(story.index("node-templates"))
                .isGreaterThan(story.index("node-config"))
                .isGreaterThan(story.index("install-cilium"));
        assertThat(story.after("node-config").read(layout.runbook())).isEmpty();
    }

    @Test
    void error15TheCiliumNodeConfigGoesBeforeTheFinalValues() {
        assertThat(story.value("finalize-cilium", "cni.customConf")).contains(false);
        assertThat(story.after("finalize-cilium").read(layout.nodeConfig())).isPresent();
        assertThat(story.after("retire-node-config").read(layout.nodeConfig())).isEmpty();
        assertThat(story.index("remove-calico-workloads")).isGreaterThan(story.index("retire-node-config"));
    }

    @Test
    void error16CrdsBeforeWorkloads() {
        assertThat(objects("remove-calico-workloads"))
                .noneMatch(object -> object.kind().equals("DaemonSet"))
                .filteredOn(object -> object.kind().equals("CustomResourceDefinition"))
                .hasSize(17);
        assertThat(objects("remove-calico-leftovers")).isEmpty();
        assertThat(story.after("remove-calico-leftovers").list("network/migration/manifests"))
                .anyMatch(path -> path.contains("/job-"));
    }

    @Test
    void error17AccountsRightsAndBudgetsThatNobodyMentions() {
        assertThat(objects("remove-calico-workloads"))
                .extracting(DeclaredObject::kindAndName)
                .contains("ServiceAccount/calico-node", "ClusterRoleBinding/calico-kube-controllers");
        assertThat(objects("remove-calico-leftovers-rbac"))
                .isNotEmpty()
                .allMatch(object -> object.kind().equals("CustomResourceDefinition"));
        assertThat(story.after("hand-over").list("network/calico")).isEmpty();
        assertThat(story.after("hand-over").read("apps/calico.yaml")).isEmpty();
    }

    @Test
    void error18ScalingWhatItsOperatorScalesBack() {
        assertThatThrownBy(
                        () -> Story.preview(
                                text -> Story.replace(
                                        text,
                                        "    - kind: StatefulSet\n      namespace: kafka\n      name: kafka-broker\n",
                                        "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: kafka, name: events,"
                                                + " replicas: 3, nodeSelector: {pool: kafka}}\n    - kind: StatefulSet\n      namespace: kafka\n      name: kafka-broker\n")))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused ->
                                assertThat(refused.problems().get(0).message()).contains("Kafka"));
        assertThat(story.text("quiesce-workloads-kafka-broker", "kafka/broker.yaml"))
                .contains("replicas: 0");
        assertThat(story.text("resume-workloads-kafka-broker", "kafka/broker.yaml"))
                .isEqualTo(Story.tree().files().get("kafka/broker.yaml"));
    }

    @Test
    void error19AMonitorThatIsArchived() {
        String probe = story.text("prepare", layout.manifest("DaemonSet", layout.probe()));
        assertThat(probe).contains("goldpinger").doesNotContain("strimzi");
        assertThat(allText()).doesNotContain("strimzi-canary", "strimzi_canary");
    }

    @Test
    void error20DrainingByForce() {
        assertThat(story.text("node-templates", layout.runbook()))
                .contains("kubectl drain", "--ignore-daemonsets")
                .doesNotContainPattern("kubectl drain[^\\n]*--(force|disable-eviction)");
    }

    @Test
    void error21AnAnnotationThatDiesWithItsPod() {
        assertThat(allText()).doesNotContain("safe-to-evict");
        assertThat(story.text("node-templates", layout.runbook()))
                .contains("cluster-autoscaler.kubernetes.io/scale-down-disabled");
    }

    @Test
    void error22FindingPodsByGrep() {
        assertThat(story.text("node-templates", layout.runbook()))
                .contains("ciliumendpoint")
                .doesNotContainPattern("(?m)^[^#\\n]*\\bgrep\\b");
    }

    @Test
    void error23UninstallThatTakesTheCniAway() {
        story.between("install-cilium", "clean-nodes")
                .forEach(
                        phase -> assertThat(story.value(phase, "cni.uninstall")).contains(false));
    }

    @Test
    void error24PoliciesOfCalicoThatDropTrafficAcrossTheBorder() {
        assertThat(story.index("relax-policies")).isLessThan(story.index("install-cilium"));
        YamlFile policy =
                Journey.read(story.after("relax-policies"), layout.manifest("GlobalNetworkPolicy", "crossfade-relax"));
        assertThat(policy.documents().get(0).get(YamlPath.parse("spec.types"))).contains(List.of("Ingress", "Egress"));
        assertThat(story.value("rotate-nodes", "policyEnforcementMode")).contains("never");
        assertThat(story.value("enforce-policies", "policyEnforcementMode")).contains("default");
    }

    @Test
    void error25HostPortsWithoutPortmapWhileKubeProxyStays() {
        Journey ports = Journey.of(Story.preview(
                text -> Story.replace(text, "    encapsulation:", "    hostPorts: true\n    encapsulation:")));
        assertThat(ports.value("install-cilium", "cni.chainingMode")).contains("portmap");
        assertThat(ports.text("node-config", layout.nodeConfig())).contains("cni-chaining-mode: portmap");
        assertThat(story.text("node-config", layout.nodeConfig())).contains("cni-chaining-mode: none");
    }

    @Test
    void error26NodesThatKeepWhatCalicoLeft() {
        assertThat(story.index("clean-nodes")).isGreaterThan(story.index("remove-calico-leftovers"));
        assertThat(story.commit("clean-nodes").gates())
                .extracting(gate -> gate.id())
                .contains("nodes-clean");
    }

    @Test
    void error27ValuesThatRestartNobody() {
        story.between("install-cilium", "hand-over").forEach(phase -> {
            assertThat(story.value(phase, "rollOutCiliumPods")).as(phase).contains(true);
            assertThat(story.value(phase, "operator.rollOutPods")).as(phase).contains(true);
        });
    }

    @Test
    void error28TaintsOnNodesThatCalicoServes() {
        story.between("install-cilium", "rotate-nodes")
                .forEach(phase ->
                        assertThat(story.value(phase, "operator.setNodeTaints")).contains(false));
        assertThat(story.value("finalize-cilium", "operator.setNodeTaints")).isEmpty();
    }

    @Test
    void error29PodsLeftOnCalicoWhenItGoes() {
        story.between("first-nodes", "remove-calico-workloads")
                .forEach(phase -> assertThat(story.commit(phase).gates())
                        .as(phase)
                        .extracting(gate -> gate.id())
                        .contains("pods-managed"));
    }

    @Test
    void error30ABackupAsTheWayBack() {
        PlannedCommit removal = story.commit("remove-calico-workloads");
        assertThat(Objects.requireNonNull(removal.entry().step()).undo()).isEqualTo(Undo.NONE);
        assertThat(removal.message())
                .contains("POINT OF NO RETURN", "Crossfade-Undo: none")
                .doesNotContain("restore");
    }

    @Test
    void error31ARotationWithoutAGateBetweenItsSteps() {
        Journey waves = Journey.of(Story.preview(text -> Story.replace(
                text,
                "  nodes:\n",
                "  nodes:\n    waves:\n      - {name: general, select: {pool: general}}\n"
                        + "      - {name: kafka, select: {pool: kafka}}\n")));
        assertThat(waves.ids()).containsSubsequence("first-nodes", "rotate-nodes-general", "rotate-nodes-kafka");
        assertThat(waves.commit("rotate-nodes-general").gates())
                .extracting(gate -> gate.id())
                .contains("nodes-replaced", "nodes-ready", "pods-managed", "cilium-health", "probe");
    }

    private List<DeclaredObject> objects(String phase) {
        List<DeclaredObject> objects = new ArrayList<>();
        for (String path : story.after(phase).list("network/calico")) {
            Journey.read(story.after(phase), path)
                    .documents()
                    .forEach(document -> DeclaredObject.of(path, document).ifPresent(objects::add));
        }
        return objects;
    }

    private String nodeConfigApi(String version) {
        Journey journey = Journey.of(Story.withCilium(version));
        Optional<Object> api = Journey.read(journey.after("node-config"), layout.nodeConfig())
                .documents()
                .get(0)
                .get(YamlPath.of("apiVersion"));
        return String.valueOf(api.orElseThrow());
    }

    private String allText() {
        StringBuilder text = new StringBuilder();
        story.preview()
                .commits()
                .forEach(commit -> commit.changes().files().forEach((path, file) -> file.ifPresent(text::append)));
        return text.toString();
    }

    private static void withValues(String values) {
        Story.preview(values, VALUES);
    }
}
