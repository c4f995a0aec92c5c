package dev.crossfade.assembly;

import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.SampleFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What agents, probes and the customer's own servers say of a truth: many answers in one, each with a time of its own. */
record HistoryOutside(HistoryScene scene, HistoryTruth truth) {

    Optional<Object> answer(Question<?> question) {
        if (question instanceof Question.Mesh mesh) {
            boolean own = mesh.goldpinger() instanceof Question.Goldpinger.InCluster;
            return Optional.of(own ? probe() : mesh(List.of("host-0", "host-1", "host-2"), truth.hostPathBroken));
        }
        if (question instanceof Question.AgentMetrics) {
            return Optional.of(metrics());
        }
        if (question instanceof Question.Prometheus) {
            return Optional.of(List.of(
                    new SampleFact(Map.of("topic", "orders"), 0, truth.now),
                    new SampleFact(Map.of("topic", "stock"), truth.lag, truth.now)));
        }
        if (question instanceof Question.Http) {
            return Optional.of(new HttpFact(truth.shop, "ok"));
        }
        if (question instanceof Question.Field field) {
            boolean time = field.path().contains("lastTransitionTime");
            return Optional.of(Optional.of(List.of(time ? truth.brokersSince.toString() : truth.brokers)));
        }
        return Optional.empty();
    }

    private MeshFact probe() {
        List<String> pods = new ArrayList<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            if (truth.machines.get(i).probeRuns) {
                pods.add(HistoryPods.probe(i));
            }
        }
        return mesh(pods, truth.pathBroken);
    }

    private MeshFact mesh(List<String> pods, boolean broken) {
        Map<String, MeshFact.Row> rows = new HashMap<>();
        BitSet all = new BitSet();
        all.set(0, pods.size());
        for (String pod : pods) {
            rows.put(pod, new MeshFact.Row(all, List.of()));
        }
        if (broken && pods.size() > 1) {
            all.clear(pods.size() - 1);
            MeshFact.Broken path = new MeshFact.Broken(pods.get(pods.size() - 1), "timeout");
            rows.put(pods.get(0), new MeshFact.Row(all, List.of(path)));
        }
        return new MeshFact(pods.isEmpty() ? "" : pods.get(0), truth.now, pods, rows);
    }

    private Map<String, Reading<MetricsFact>> metrics() {
        Map<String, Reading<MetricsFact>> metrics = new HashMap<>();
        truth.machines.forEach(machine -> {
            int hosts = machine.reaches ? 0 : 1;
            // a closed tunnel loses the packets of pods, and none between nodes
            int endpoints = machine.reaches && machine.tunnels ? 0 : 1;
            MetricsFact measured = new MetricsFact(List.of(
                    new MetricsFact.Sample("cilium_unreachable_nodes", Map.of(), hosts),
                    new MetricsFact.Sample("cilium_unreachable_health_endpoints", Map.of(), endpoints),
                    connectivity("node", "reachable", truth.machines.size() - hosts),
                    connectivity("node", "unreachable", hosts),
                    connectivity("endpoint", "reachable", truth.machines.size() - endpoints),
                    connectivity("endpoint", "unreachable", endpoints)));
            metrics.put(machine.name, new Reading.Read<>(measured, truth.now));
        });
        return metrics;
    }

    private static MetricsFact.Sample connectivity(String type, String status, int count) {
        return new MetricsFact.Sample(
                "cilium_node_health_connectivity_status", Map.of("type", type, "status", status), count);
    }

    /** The same answer, asked for at another time. */
    static Object toldAt(Object answer, Instant time) {
        if (answer instanceof MeshFact mesh) {
            return new MeshFact(mesh.answered(), time, mesh.pods(), mesh.rows());
        }
        if (answer instanceof Map<?, ?> metrics) {
            Map<Object, Object> told = new HashMap<>();
            metrics.forEach((node, reading) -> told.put(
                    node, reading instanceof Reading.Read<?> read ? new Reading.Read<>(read.value(), time) : reading));
            return told;
        }
        if (answer instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof SampleFact) {
            return list.stream()
                    .map(each -> (SampleFact) each)
                    .map(each -> new SampleFact(each.labels(), each.value(), time))
                    .toList();
        }
        return answer;
    }

    /** An answer without the times at which it was told. */
    static Object timeless(Object answer) {
        return answer instanceof Map<?, ?> metrics
                        && metrics.values().stream().anyMatch(Reading.Unread.class::isInstance)
                ? answer
                : toldAt(answer, Instant.EPOCH);
    }
}
