package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nodes of a template are labelled with: certainly, certainly not, or as others please. */
class GivenLabelsTest {

    private static final String NAMES = "NodePool|MachineDeployment|KubeadmConfigTemplate|KubeadmControlPlane";

    /** Requirements of a NodePool, a label, and the answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{key: zone, operator: In, values: [a]}|zone=a|YES",
                "{key: zone, operator: In, values: [a, b]}|zone=a|UNKNOWN",
                "{key: zone, operator: In, values: [a, b]}|zone=c|NO",
                "{key: zone, operator: In, values: [1]}|zone=1|YES",
                "{key: zone, operator: NotIn, values: [a, b]}|zone=a|NO",
                "{key: zone, operator: NotIn, values: [a, b]}|zone=b|NO",
                "{key: zone, operator: NotIn, values: [a, b]}|zone=c|UNKNOWN",
                "{key: zone, operator: NotIn, values: [a]}, {key: zone, operator: NotIn, values: [b]}|zone=a|NO",
                "{key: zone, operator: NotIn, values: [a]}, {key: zone, operator: DoesNotExist}|zone=c|NO",
                "{key: zone, operator: In, values: [a]}, {key: zone, operator: NotIn, values: [b]}|zone=a|YES",
                "{key: zone, operator: In, values: [a]}, {key: zone, operator: Exists}|zone=a|YES",
                "{key: zone, operator: Exists}|zone=a|UNKNOWN",
                "{key: zone, operator: DoesNotExist}|zone=a|NO",
                "{key: karpenter.k8s.aws/instance-gpu-name, operator: DoesNotExist}|karpenter.k8s.aws/instance-gpu-name=t4|NO",
                "{key: cpu, operator: Gt, values: ['4']}|cpu=4|UNKNOWN",
                "{key: zone, operator: In, values: [a]}|team=shop|NO",
                "{key: pool, operator: In, values: [other]}|pool=general|YES",
                "{key: zone, operator: In, values: [a]}|karpenter.sh/nodepool=web|YES",
                "{key: zone, operator: In, values: [a]}|karpenter.sh/nodepool=other|NO",
                "{key: zone, operator: In, values: [a]}|topology.kubernetes.io/zone=a|UNKNOWN",
                "{key: zone, operator: In, values: [a]}|kubernetes.io/os=linux|UNKNOWN",
                "{key: zone, operator: In, values: [a]}|node-role.kubernetes.io/infra=x|UNKNOWN",
                "{key: zone, operator: In, values: [a]}|our-kubernetes.io/os=linux|NO",
                "{key: zone, operator: In, values: [a]}|empty=|YES"
            })
    void aNodePoolGivesLabelsAndLeavesWhatItsRequirementsLeave(String requirements, String label, String answer) {
        GivenLabels given = given("""
                apiVersion: karpenter.sh/v1
                kind: NodePool
                metadata: {name: web}
                spec:
                  template:
                    metadata: {labels: {pool: general, empty: }}
                    spec: {requirements: [REQUIREMENTS]}
                """.replace("REQUIREMENTS", requirements));
        assertThat(has(given, label)).isEqualTo(GivenLabels.Answer.valueOf(answer));
    }

    /** kubeadm labels a control plane by itself, and nothing else sets a role on machines. */
    @ParameterizedTest
    @CsvSource({
        "node-role.kubernetes.io/control-plane=,YES",
        "node-role.kubernetes.io/control-plane=true,NO",
        "node-role.kubernetes.io/infra=x,NO",
        "node.cluster.x-k8s.io/pool=plane,YES",
        "node.cluster.x-k8s.io/pool=other,NO",
        "node.cluster.x-k8s.io/team=a,NO",
        "ours.node-restriction.kubernetes.io/tier=a,NO",
        "our.node-role.kubernetes.io/x=a,UNKNOWN",
        "pool=plane,YES",
        "bare=,YES",
        "team=shop,NO",
        "topology.kubernetes.io/zone=a,UNKNOWN"
    })
    void aControlPlaneHasKubeadmsOwnLabel(String label, GivenLabels.Answer answer) {
        GivenLabels given = given("""
                apiVersion: controlplane.cluster.x-k8s.io/v1beta2
                kind: KubeadmControlPlane
                metadata: {name: prod, namespace: clusters}
                spec:
                  machineTemplate: {metadata: {labels: {node.cluster.x-k8s.io/pool: plane, team: shop}}}
                  kubeadmConfigSpec:
                    joinConfiguration:
                      nodeRegistration:
                        kubeletExtraArgs:
                          - {name: other, value: "team=shop"}
                          - {name: node-labels, value: "pool=plane, bare,"}
                """);
        assertThat(has(given, label)).isEqualTo(answer);
    }

    /** The namespace of the MachineDeployment, that of the template, and whether the one can mean the other. */
    @ParameterizedTest
    @CsvSource({"a,a,YES", "a,b,NO", "a,'',YES", "'',b,YES"})
    void aMachineDeploymentTakesTheTemplateOfItsOwnNamespace(
            String deployment, String template, GivenLabels.Answer answer) {
        assertThat(has(machines(deployment, template, "join"), "pool=general")).isEqualTo(answer);
        assertThat(has(machines(deployment, template, "other"), "pool=general")).isEqualTo(GivenLabels.Answer.NO);
    }

    @Test
    void aLabelOfTheMachineTakesThePlaceOfKubelets() {
        GivenLabels given = machines("a", "a", "join");
        assertThat(given.value("node.cluster.x-k8s.io/pool")).contains("by-machine");
        assertThat(given.value("team")).isEmpty();
        assertThat(has(given, "node-role.kubernetes.io/control-plane=")).isEqualTo(GivenLabels.Answer.NO);
    }

    @Test
    void aSelectorMatchesWhereNoLabelSpeaksAgainstItAndOneForIt() {
        GivenLabels given = machines("a", "a", "join");
        assertThat(given.matches(Map.of("pool", "general", "topology.kubernetes.io/zone", "a")))
                .isEqualTo(GivenLabels.Answer.YES);
        assertThat(given.matches(Map.of("topology.kubernetes.io/zone", "a"))).isEqualTo(GivenLabels.Answer.UNKNOWN);
        assertThat(given.matches(Map.of("pool", "general", "team", "shop"))).isEqualTo(GivenLabels.Answer.NO);
    }

    private static GivenLabels machines(String deployment, String template, String name) {
        return given("""
                apiVersion: cluster.x-k8s.io/v1beta1
                kind: MachineDeployment
                metadata: {name: general, namespace: "DEPLOYMENT"}
                spec:
                  template:
                    metadata: {labels: {node.cluster.x-k8s.io/pool: by-machine, team: shop}}
                    spec: {bootstrap: {configRef: {kind: KubeadmConfigTemplate, name: join}}}
                ---
                apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
                kind: KubeadmConfigTemplate
                metadata: {name: NAME, namespace: "TEMPLATE"}
                spec:
                  template:
                    spec:
                      joinConfiguration:
                        nodeRegistration:
                          kubeletExtraArgs: {node-labels: "pool=general,node.cluster.x-k8s.io/pool=by-kubelet"}
                """.replace("DEPLOYMENT", deployment)
                .replace("TEMPLATE", template)
                .replace("NAME", name));
    }

    /** Of the first object. */
    private static GivenLabels given(String text) {
        YamlFile file = YamlFile.parse("f", text);
        assertThat(text).containsPattern("kind: (" + NAMES + ")");
        Map<NodeObject, YamlDocument> documents = file.documents().stream()
                .collect(Collectors.toMap(
                        document -> NodeObject.of("f", NodeObject.text(document, "kind"), document),
                        Function.identity()));
        List<NodeTemplate> all = IntStream.range(0, file.documents().size())
                .mapToObj(i -> template(file.documents().get(i)))
                .toList();
        return GivenLabels.of(all.get(0), all, object -> Objects.requireNonNull(documents.get(object)));
    }

    private static NodeTemplate template(YamlDocument document) {
        NodeObject object = NodeObject.of("f", NodeObject.text(document, "kind"), document);
        return switch (object.kind()) {
            case "NodePool" -> new NodeTemplate.KarpenterPool(object, "", false, "", "", "");
            case "MachineDeployment" -> new NodeTemplate.MachineDeployment(object, "", "join", false, false);
            case "KubeadmConfigTemplate" -> new NodeTemplate.WorkerTemplate(object, List.of(), "");
            default -> new NodeTemplate.ControlPlane(object, "", "");
        };
    }

    private static GivenLabels.Answer has(GivenLabels given, String label) {
        String[] parts = label.split("=", 2);
        return given.has(parts[0], parts[1]);
    }
}
