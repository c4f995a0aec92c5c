package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What would have stopped the plan at the start stops it later, too, as long as a phase to come rests on it. */
class LaterStateTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String BUILT = "network/calico/kustomization.yaml";

    /** What phases write raises nothing, whatever is said of the start. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void whatPhasesWriteIsNoFinding(Variant variant) {
        MapTree start = MapTree.copyOf(variant.preview().commits().get(0).base());
        List<MapTree> states = Story.states(variant.preview());
        for (int i = 1 + variant.name().length() % 3; i < states.size(); i += 3) {
            assertThat(come(start, states.get(i)))
                    .as(variant.preview().commits().get(i - 1).entry().id())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db-schenker|prepare|kafka/deny.yaml|POLICY|calico-policies BLOCKER",
                "db-schenker|audit-policies|kafka/deny.yaml|POLICY|calico-policies BLOCKER",
                "db-schenker|remove-calico-leftovers|kafka/deny.yaml|POLICY|",
                "db-schenker|pin-calico-address|network/calico/calico.yaml|BPF|flavour-unsupported BLOCKER",
                "db-schenker|prepare|network/calico/calico.yaml|IMAGE|calico-version WARNING",
                "db-schenker|prepare|kafka/kustomization.yaml|REPLICAS|file-overridden BLOCKER",
                "db-schenker|quiesce-workloads|kafka/kustomization.yaml|REPLICAS|file-overridden BLOCKER",
                "db-schenker|resume-workloads-kafka-broker|kafka/kustomization.yaml|REPLICAS|",
                "db-schenker|prepare|kafka/broker.yaml|SCALED|workload-not-found BLOCKER",
                "db-schenker|resume-workloads-kafka-broker|kafka/broker.yaml|SCALED|",
                "db-schenker|install-cilium|network/calico/calico.yaml|TWICE|address-detection BLOCKER",
                "db-schenker|prepare|kafka/scaled.yaml|KEDA|workload-autoscaled WARNING",
                "db-schenker|quiesce-workloads|kafka/scaled.yaml|KEDA|workload-autoscaled WARNING",
                "db-schenker|resume-workloads-kafka-broker|kafka/scaled.yaml|KEDA|",
                "operator-karpenter|install-cilium|network/calico/calico.yaml|METHODS|address-detection BLOCKER",
                "operator-karpenter|prepare|infra/nodepool-gpu.yaml|POOL|node-template-unnamed WARNING",
                "operator-karpenter|hand-over|infra/nodepool-gpu.yaml|POOL|",
                "operator-karpenter|node-templates|infra/kustomization.yaml|BUDGETS|file-overridden BLOCKER"
            })
    void whatComesLaterIsToldLater(String example, String phase, String file, String change, String finding) {
        MapTree start = Story.tree(example);
        MapTree merged = Journey.of(Story.plan(start)).after(phase);
        String text = merged.read(file).orElse("");
        String changed = switch (change) {
            case "POLICY" ->
                "apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: deny}\nspec: {order: 1}\n";
            case "BPF" ->
                Story.replace(
                        text,
                        "            - name: IP_AUTODETECTION_METHOD\n",
                        "            - {name: FELIX_BPFENABLED, value: \"true\"}\n            - name: IP_AUTODETECTION_METHOD\n");
            case "TWICE" ->
                Story.replace(
                        text,
                        "              value: kubernetes-internal-ip\n",
                        "              value: kubernetes-internal-ip\n            - {name: IP_AUTODETECTION_METHOD, value: first-found}\n");
            case "METHODS" -> text.replaceFirst("(?m)^( +)(kubernetes: NodeInternalIP)", "$1$2\n$1interface: eth.*");
            case "IMAGE" -> text.replaceAll("(image: \\S*calico/node):v[0-9.]+", "$1:v3.29.1");
            case "REPLICAS" ->
                "resources: [broker.yaml, networkpolicies.yaml]\nreplicas: [{name: kafka-broker, count: 5}]\n";
            case "KEDA" -> AutoscaledWorkloadsTest.scaled("{kind: StatefulSet, name: kafka-broker}", "{}");
            case "SCALED" -> text.replace("replicas: 5", "replicas: 7");
            case "POOL" -> start.files().get("infra/nodepool-data.yaml").replace("name: data", "name: gpu");
            default ->
                "resources: [nodepool-general.yaml, nodepool-data.yaml]\npatches:\n  - target: {kind: NodePool}\n"
                        + "    patch: |-\n      - {op: replace, path: /spec/disruption/budgets, value: [{nodes: \"20%\"}]}\n";
        };
        assertThat(changed).isNotEqualTo(text);
        assertThat(come(start, merged.with(file, changed)))
                .extracting(problem -> problem.code().id() + " " + problem.severity())
                .hasSameElementsAs(finding == null ? List.of() : List.of(finding));
    }

    /** In a kustomization the pin is what is built, and not what stands in the patch. */
    @Test
    void aPatchBehindThePinIsSeen() {
        MapTree story = Story.tree();
        MapTree start = story.with(
                        SPEC,
                        Story.replace(
                                story.files().get(SPEC),
                                "files: [network/calico/calico.yaml, network/calico/crds.yaml]",
                                "kustomization: network/calico"))
                .with(BUILT, "resources: [calico.yaml, crds.yaml]\n");
        MapTree merged = Journey.of(Story.plan(start)).after("install-cilium");
        assertThat(come(start, merged)).isEmpty();
        MapTree later = merged.with(
                        BUILT,
                        YamlFile.parse(BUILT, merged.files().get(BUILT))
                                .append(0, YamlPath.of("patches"), Map.of("path", "last.yaml"), null)
                                .text())
                .with(
                        "network/calico/last.yaml",
                        "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: calico-node, namespace: kube-system}\nspec:\n"
                                + "  template: {spec: {containers: [{name: calico-node, env: [{name: IP_AUTODETECTION_METHOD,"
                                + " value: first-found}]}]}}\n");
        assertThat(come(start, later)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ADDRESS_DETECTION);
            assertThat(problem.message()).startsWith("Calico would take a node's address by first-found and not by ");
        });
    }

    /** What the plan says of the base and did not say of the start. */
    private static List<Problem> come(MapTree start, MapTree base) {
        List<Problem> known = Story.said(start, start);
        return Story.said(start, base).stream()
                .filter(problem -> problem.severity() != Severity.NOTE)
                .filter(problem -> known.stream().noneMatch(problem::saysTheSame))
                .toList();
    }
}
