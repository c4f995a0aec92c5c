package dev.crossfade.argo.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What measures, asked through the API server's pod proxy. */
class ProbesTest {

    private static final Limits QUICK = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(20),
            500,
            Duration.ofSeconds(20),
            Duration.ZERO);
    private static final Question.Mesh MESH =
            new Question.Mesh(new Question.Goldpinger.InCluster("kube-system", "probe"));

    private final FakeApiServer server = new FakeApiServer();
    private final KubernetesObservatory observatory = new KubernetesObservatory(
            Connections.to(server.config(Reader.ADMIN), QUICK, Clock.systemUTC(), CallListener.NONE),
            QUICK,
            Clock.systemUTC(),
            ProxySelector.of(null),
            MistakeListener.NONE);
    private final Looking looking = new Looking(observatory);

    @BeforeEach
    void daemonSets() {
        server.create(Yaml.of("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: probe, namespace: kube-system}
                spec:
                  selector: {matchLabels: {app: probe}}
                  template: {spec: {containers: [{ports: [{name: admin, containerPort: 1}, {name: http, containerPort: 8081}]}]}}
                """));
        pod("probe", "probe-a", "a", "10.0.0.1");
        pod("probe", "probe-b", "b", "10.0.0.2");
        pod("cilium", "cilium-a", "a", "10.0.0.1");
        pod("cilium", "cilium-b", "b", "10.0.0.2");
    }

    private void pod(String daemonSet, String name, String node, String address) {
        server.create(Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: kube-system
                  labels: {app: %s, k8s-app: %s}
                  ownerReferences: [{kind: DaemonSet, name: %s, controller: true}]
                spec: {nodeName: %s}
                status:
                  phase: Running
                  podIPs: [{ip: %s}]
                  conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T03:04:09Z"}]
                """.formatted(name, daemonSet, daemonSet, daemonSet, node, address)));
    }

    @AfterEach
    void close() {
        observatory.close();
        server.close();
    }

    @Test
    void saysWhomEveryInstanceReaches() {
        String now = Instant.now().toString();
        String old = Instant.now().minusSeconds(600).toString();
        String all = """
                {"hosts": [{"podName": "probe-a"}], "responses": {
                  "probe-a": {"HostIP": "1.1.1.1", "OK": true, "response": {"dnsResults": {"x": {"error": ""}}, "podResults": {
                    "probe-a": {"OK": true, "PingTime": "NOW", "response": {"boot_time": "NOW"}, "response-time-ms": 1, "status-code": 200},
                    "probe-b": {"OK": false, "PingTime": "NOW", "error": "timeout", "status-code": 504},
                    "gone-c": {"OK": true, "PingTime": "OLD"}}}},
                  "probe-b": {"OK": false, "error": "deadline"}}}
                """.replace("NOW", now).replace("OLD", old);
        server.proxied("kube-system/probe-a:8081/check_all", all);
        server.proxied("kube-system/probe-b:8081/check_all", all);
        MeshFact mesh = looking.read(MESH);
        assertThat(mesh.pods()).containsExactly("probe-a", "probe-b", "gone-c");
        assertThat(mesh.rows()).containsOnlyKeys("probe-a");
        assertThat(mesh.rows().get("probe-a").broken()).containsExactly(new MeshFact.Broken("probe-b", "timeout"));
        assertThat(mesh.unreached("probe-a").orElseThrow()).containsExactly("probe-b", "gone-c");
        assertThat(mesh.unreached("probe-b")).isEmpty();
        assertThat(mesh.answered()).isEqualTo("probe-a");
    }

    @Test
    void asksTheNextInstanceWhereOneDoesNotAnswer() {
        server.proxied(
                "kube-system/probe-b:8081/check_all",
                "{\"responses\": {\"10.0.0.1\": {\"OK\": true, \"response\": {\"podResults\": {\"10.0.0.2\": {\"OK\": true}}}}}}");
        MeshFact mesh = looking.read(MESH);
        assertThat(mesh.answered()).isEqualTo("probe-b");
        assertThat(mesh.pods()).as("addresses of older Goldpingers").containsExactly("probe-a", "probe-b");
        assertThat(mesh.unreached("probe-a").orElseThrow()).containsExactly("probe-a");
    }

    @Test
    void saysWhyThereIsNoMesh() {
        assertThat(looking.unread(MESH)).contains("probe-a:8081", "probe-b:8081", "503");
        server.proxied("kube-system/probe-a:8081/check_all", "{\"responses\": {\"probe-a\": {\"OK\": true");
        server.proxied("kube-system/probe-b:8081/check_all", "{}");
        assertThat(looking.unread(MESH)).contains("broke off", "it has no responses");
        Question.Mesh other = new Question.Mesh(new Question.Goldpinger.InCluster("kube-system", "none"));
        assertThat(looking.unread(other)).contains("DaemonSet kube-system/none does not exist");
    }

    @Test
    void keepsOfAnAgentsMetricsWhatRulesAsk() {
        server.proxied("kube-system/cilium-a:9962/metrics", """
                # HELP cilium_unreachable_nodes Number of nodes that cannot be reached
                # TYPE cilium_unreachable_nodes gauge
                cilium_unreachable_nodes 2
                cilium_unreachable_nodes_of_another_name 7
                cilium_node_health_connectivity_status{source_node_name="a \\"b\\"",status="reachable",type="node"} 3e+00 1700000000000
                go_goroutines 1200
                """);
        Map<String, Reading<MetricsFact>> read = looking.read(new Question.AgentMetrics());
        MetricsFact a = read.get("a").got().orElseThrow();
        assertThat(a.samples()).hasSize(2);
        assertThat(a.samples().get(0).isOf("cilium_unreachable_nodes", Map.of()))
                .isTrue();
        assertThat(a.samples().get(0).value()).isEqualTo(2);
        MetricsFact.Sample labelled = a.samples().get(1);
        assertThat(labelled.isOf("cilium_node_health_connectivity_status", Map.of("type", "node")))
                .isTrue();
        assertThat(labelled.isOf("cilium_node_health_connectivity_status", Map.of("type", "endpoint")))
                .isFalse();
        assertThat(labelled.labels())
                .isEqualTo(Map.of("source_node_name", "a \"b\"", "status", "reachable", "type", "node"));
        assertThat(labelled.value()).isEqualTo(3);
        assertThat(read.get("b")).isInstanceOf(Reading.Unread.class);
        assertThat(((Reading.Unread<?>) read.get("b")).why()).contains("503", "cilium-b:9962");
    }

    @Test
    void refusesALineThatItCannotRead() {
        server.proxied("kube-system/cilium-a:9962/metrics", "cilium_unreachable_nodes{a=} 2\n");
        server.proxied("kube-system/cilium-b:9962/metrics", "cilium_unreachable_nodes many\n");
        Map<String, Reading<MetricsFact>> read = looking.read(new Question.AgentMetrics());
        assertThat(Set.copyOf(read.values())).allMatch(each -> each instanceof Reading.Unread<MetricsFact>);
    }
}
