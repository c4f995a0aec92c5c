package dev.crossfade.clusterdouble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.fact.MeshReader;
import dev.crossfade.argo.fact.MetricsReader;
import dev.crossfade.core.gate.HealthRule;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MetricsFact;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods answer here is read as what they answer anywhere. */
class PodPagesTest {

    private static final Reach OPEN = new Reach(Set.of());

    private final List<Pod> probes = List.of(probe("one"), probe("two"), probe("three"));
    private final List<Pod> agents =
            List.of(agent("one", "1.18.12"), agent("two", "1.18.12"), agent("three", "1.18.12"));

    @Test
    void everyInstanceReachesAllOthers() throws IOException {
        MeshFact mesh = mesh(OPEN);

        assertThat(mesh.pods()).containsExactlyInAnyOrder("probe-one", "probe-two", "probe-three");
        assertThat(mesh.pods())
                .allSatisfy(pod -> assertThat(mesh.unreached(pod).orElseThrow()).isEmpty());
    }

    @Test
    void whoIsCutOffReachesNobodyAndCannotBeAsked() throws IOException {
        MeshFact mesh = mesh(new Reach(Set.of("two")));

        assertThat(mesh.unreached("probe-one").orElseThrow()).containsExactly("probe-two");
        assertThat(mesh.rows().get("probe-three").broken())
                .extracting(MeshFact.Broken::pod)
                .containsExactly("probe-two");
        assertThat(mesh.rows()).doesNotContainKey("probe-two");
    }

    @Test
    void nobodyListensElsewhere() {
        assertThat(new Goldpinger(probes.get(0)).page("9000/check_all", probes, OPEN))
                .isEmpty();
        assertThat(new Goldpinger(agents.get(0)).page("8080/check_all", agents, OPEN))
                .isEmpty();
        assertThat(new CiliumMetrics(probes.get(0)).page("8080/metrics", List.of(), probes, OPEN))
                .isEmpty();
        Pod quiet = new PodBuilder(agents.get(0))
                .editSpec()
                .editFirstContainer()
                .withPorts()
                .endContainer()
                .endSpec()
                .build();
        assertThat(new CiliumMetrics(quiet).page("9962/metrics", List.of("one"), agents, OPEN))
                .as("prometheus.enabled is not set")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.16.19,true,false", "1.18.12,true,true", "1.20.0,false,true"})
    void agentsMeasureWhatTheirReleaseKnows(String release, boolean count, boolean status) throws IOException {
        MetricsFact metrics = metrics(release, new Reach(Set.of("two")), agents);

        for (String series : List.of("cilium_unreachable_nodes", "cilium_unreachable_health_endpoints")) {
            assertThat(values(metrics, series, Map.of())).as(series).isEqualTo(count ? List.of(1.0) : List.of());
        }
        assertThat(values(
                        metrics,
                        "cilium_node_health_connectivity_status",
                        Map.of("type", "node", "status", "unreachable")))
                .isEqualTo(status ? List.of(1.0) : List.of());
    }

    @Test
    void aNodeWithoutItsAgentIsNotReached() throws IOException {
        assertThat(values(metrics("1.18.12", OPEN, agents.subList(0, 2)), "cilium_unreachable_nodes", Map.of()))
                .containsExactly(1.0);
        assertThat(values(metrics("1.18.12", OPEN, agents), "cilium_unreachable_nodes", Map.of()))
                .containsExactly(0.0);
    }

    private MeshFact mesh(Reach reach) throws IOException {
        String page = new Goldpinger(probes.get(0))
                .page("8080/check_all", probes, reach)
                .orElseThrow();
        return new MeshReader(Map.of(), Instant.now()).read("probe-one", stream(page));
    }

    private static List<Double> values(MetricsFact metrics, String series, Map<String, String> labels) {
        return metrics.samples().stream()
                .filter(sample -> sample.isOf(series, labels))
                .map(MetricsFact.Sample::value)
                .toList();
    }

    private static MetricsFact metrics(String release, Reach reach, List<Pod> agents) throws IOException {
        String page = new CiliumMetrics(agent("one", release))
                .page("9962/metrics", List.of("one", "two", "three"), agents, reach)
                .orElseThrow();
        return new MetricsReader(HealthRule.SERIES).read(stream(page));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Pod probe(String node) {
        return pod("probe-" + node, node, Map.of("app", "probe"))
                .editSpec()
                .addNewContainer()
                .addNewEnv()
                .withName("LABEL_SELECTOR")
                .withValue("app=probe")
                .endEnv()
                .addNewEnv()
                .withName("PORT")
                .withValue("8080")
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }

    private static Pod agent(String node, String release) {
        return pod("cilium-" + node, node, Map.of("k8s-app", "cilium"))
                .editSpec()
                .addNewContainer()
                .withImage("quay.io/cilium/cilium:v" + release + "@sha256:0")
                .addNewPort()
                .withName("prometheus")
                .withContainerPort(9962)
                .endPort()
                .endContainer()
                .endSpec()
                .build();
    }

    private static PodBuilder pod(String name, String node, Map<String, String> labels) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("kube-system")
                .withLabels(labels)
                .endMetadata()
                .withNewSpec()
                .withNodeName(node)
                .endSpec()
                .withNewStatus()
                .withPodIP("10.0.0.1")
                .withHostIP("10.0.0.2")
                .withStartTime("2026-01-01T00:00:00Z")
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus();
    }
}
