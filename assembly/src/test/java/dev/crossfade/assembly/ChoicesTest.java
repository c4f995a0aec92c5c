package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What single keys of crossfade.yaml do to what is written. */
class ChoicesTest {

    private static final String ELSEWHERE = "  cluster:\n    server: https://prod.example.com:6443\n";

    @Test
    void argoCdWantsARegistryWithoutItsScheme() {
        Journey journey = Journey.of(edited(
                "    clusterName:", "    chart: {oci: oci://registry.example.com/charts/cilium}\n    clusterName:"));
        String application = journey.text("install-cilium", "network/migration/applications/application-cilium.yaml");

        assertThat(application).doesNotContain("oci:");
        Map<?, ?> source = (Map<?, ?>)
                Journey.read(journey.after("install-cilium"), "network/migration/applications/application-cilium.yaml")
                        .documents()
                        .get(0)
                        .get(YamlPath.of("spec", "sources", 0))
                        .orElseThrow();
        assertThat(source.get("repoURL")).isEqualTo("registry.example.com/charts");
        assertThat(source.get("chart")).isEqualTo("cilium");
        assertThat(source.get("targetRevision")).isEqualTo("1.18.12");
    }

    @Test
    void theProbeStandsUntilTheLastWaveOfCleanNodes() {
        Journey journey = Journey.of(edited(
                "  nodes:\n    strategy",
                "  nodes:\n    waves: [{name: general, select: {pool: general}}, {name: kafka, select: {pool: kafka}}]\n"
                        + "    strategy"));
        String probe = "network/migration/manifests/daemonset-crossfade-prod-probe.yaml";

        for (String phase : journey.between("prepare", "clean-nodes-general")) {
            assertThat(journey.after(phase).read(probe)).as(phase).isPresent();
        }
        for (String phase : journey.between("clean-nodes-kafka", "hand-over")) {
            assertThat(journey.after(phase).read(probe)).as(phase).isEmpty();
        }
        assertThat(journey.ids().indexOf("clean-nodes-kafka")).isEqualTo(journey.index("clean-nodes-general") + 1);
    }

    @Test
    void whoWantsNoAuditGetsNone() {
        Journey journey = Journey.of(edited("    kubernetes: present", "    audit: false\n    kubernetes: present"));

        assertThat(journey.ids()).doesNotContain("audit-policies").contains("enforce-policies");
        assertThat(skipped(journey, "audit-policies")).contains("policies.audit is false");
        for (String phase : journey.ids()) {
            assertThat(journey.after(phase).read("network/migration/cilium/values.migration.yaml"))
                    .as(phase)
                    .satisfies(overlay -> assertThat(overlay.orElse("")).doesNotContain("policyAuditMode: true"));
        }
    }

    @Test
    void whoDoesNotMeasureTheAgentsDoesFromTheInstallOn() {
        String values = "network/cilium/values.yaml";
        String measured = "\nprometheus:\n  enabled: true\n";
        Journey without = Journey.of(Story.plan(Story.tree()
                .with(values, Story.replace(Story.tree().read(values).orElseThrow(), measured, "\n"))));

        assertThat(Journey.of(Story.preview()).text("install-cilium", "network/migration/cilium/values.migration.yaml"))
                .as("the story measures already")
                .doesNotContain("prometheus");
        without.between("install-cilium", "hand-over")
                .forEach(phase -> assertThat(without.value(phase, "prometheus.enabled"))
                        .as(phase)
                        .contains(true));
        assertThat(without.text("drop-overlay", values))
                .contains(
                        "# migration: permanent; agents tell by metrics alone which nodes they reach\nprometheus:\n  enabled: true\n");
    }

    @Test
    void policiesThatReplaceCalicosNeedTheRelaxationToo() {
        MapTree tree = Story.tree()
                .with(
                        "kafka/cilium.yaml",
                        "apiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: a, namespace: kafka}\n"
                                + "spec: {endpointSelector: {}}\n");
        tree.files().remove("kafka/networkpolicies.yaml");
        String spec = Story.replace(tree.files().get("crossfade.yaml"), "  cluster:\n", ELSEWHERE);
        spec = Story.replace(spec, "kubernetes: present", "kubernetes: absent");
        Journey absent = Journey.of(Story.plan(Story.elsewhere(tree.with("crossfade.yaml", spec))));
        Journey replaced = Journey.of(Story.plan(Story.elsewhere(
                tree.with("crossfade.yaml", Story.replace(spec, "calico: absent", "calico: replaced")))));

        assertThat(skipped(absent, "relax-policies")).contains("no policies, and Argo CD runs in another cluster");
        assertThat(replaced.text(
                        "relax-policies", "network/migration/manifests/globalnetworkpolicy-crossfade-relax.yaml"))
                .contains("kind: GlobalNetworkPolicy");
    }

    @Test
    void hostRoutingAtTheEndContradictsAFileThatKeepsTheOldWay() {
        assertThatThrownBy(() -> {
                    MapTree tree = Story.tree().with("network/cilium/values.yaml", "bpf: {hostLegacyRouting: true}\n");
                    Story.plan(tree.with(
                            "crossfade.yaml",
                            Story.replace(
                                    tree.files().get("crossfade.yaml"),
                                    "    clusterName:",
                                    "    hostLegacyRoutingAtEnd: false\n    clusterName:")));
                })
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
                                    assertThat(problem.message())
                                            .startsWith(
                                                    "bpf.hostLegacyRouting is true here, but the migration needs false");
                                }));
    }

    private static Preview edited(String old, String with) {
        return Story.preview(text -> Story.replace(text, old, with));
    }

    private static Optional<String> skipped(Journey journey, String row) {
        return journey.preview().plan().entries().stream()
                .filter(entry -> entry.phase().id().equals(row))
                .map(Sequence.Entry::skipped)
                .findFirst();
    }
}
