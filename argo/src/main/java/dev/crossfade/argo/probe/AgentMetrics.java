package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.MetricsReader;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Asks every Cilium agent what it measures, some at a time, through the API server: agents are on the host's network, so the
 * path crosses no pod network.
 *
 * @param crowd asks as many at once as it has threads
 */
public record AgentMetrics(Cluster cluster, Workloads workloads, Set<String> series, ExecutorService crowd) {

    /** The chart's labels and port (cilium, install/kubernetes/cilium/values.yaml, prometheus.port). */
    private static final String LABELS = "k8s-app=cilium";

    private static final int PORT = 9962;

    /** By node. An agent that does not say is unread, and the others stand. */
    public Answer<Map<String, Reading<MetricsFact>>> ask() throws UnreadableException {
        Answer<List<PodFact>> running = running();
        return new Answer<>(ask(running.value(), running.at()), running.at());
    }

    /** The agents' pods, with the time that the API server listed them at. */
    Answer<List<PodFact>> running() throws UnreadableException {
        Answer<List<PodFact>> agents = workloads.pods("kube-system", LABELS);
        return new Answer<>(
                agents.value().stream()
                        .filter(pod -> pod.isOf("DaemonSet", "kube-system", "cilium"))
                        .filter(pod ->
                                pod.life().deleted() == null && !pod.node().isEmpty() && !pod.isOver())
                        .toList(),
                agents.at());
    }

    private Map<String, Reading<MetricsFact>> ask(List<PodFact> agents, Instant listed) throws UnreadableException {
        Map<String, Reading<MetricsFact>> readings = new ConcurrentHashMap<>();
        ask(agents, listed, (agent, reading) -> readings.put(agent.node(), reading));
        return readings;
    }

    /** @param hears each answer as it comes, on several threads */
    void ask(List<PodFact> agents, Instant listed, BiConsumer<PodFact, Reading<MetricsFact>> hears)
            throws UnreadableException {
        List<Future<?>> asked = new ArrayList<>();
        for (PodFact agent : agents) {
            Callable<Reading<MetricsFact>> one = one(agent, listed);
            asked.add(crowd.submit(() -> {
                hears.accept(agent, one.call());
                return agent;
            }));
        }
        for (Future<?> each : asked) {
            await(each, asked);
        }
    }

    private Callable<Reading<MetricsFact>> one(PodFact agent, Instant listed) {
        return () -> {
            try {
                Answer<MetricsFact> answer = cluster.pod(
                        agent.namespace(),
                        agent.name(),
                        PORT,
                        "/metrics",
                        (body, at) -> new MetricsReader(series).read(body),
                        cluster.server().limits().call());
                return new Reading.Read<>(answer.value(), answer.at());
            } catch (UnreadableException failure) {
                return new Reading.Unread<>(failure.why(), Objects.requireNonNullElse(failure.at(), listed));
            }
        };
    }

    private static void await(Future<?> one, List<Future<?>> all) throws UnreadableException {
        try {
            one.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException own) {
                throw own;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            all.forEach(each -> each.cancel(true));
            Thread.currentThread().interrupt();
            throw UnreadableException.because("stopped while asking the agents");
        }
    }
}
