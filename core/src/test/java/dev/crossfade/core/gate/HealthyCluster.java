package dev.crossfade.core.gate;

import dev.crossfade.core.observation.CiliumNodeFact;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.observation.Version;
import dev.crossfade.core.spec.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a look sees of two nodes on Cilium with all that runs there, before a test spoils something of it. */
final class HealthyCluster {

    static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    static final Instant BEFORE = MERGED.minus(Duration.ofHours(2));
    static final Instant NOW = MERGED.plus(Duration.ofMinutes(30));

    static final Addresses CILIUM = new Addresses(List.of(Cidr.parse("10.245.0.0/16")));
    static final Addresses CALICO = new Addresses(List.of(Cidr.parse("192.168.0.0/16")));
    static final DaemonSetRule CALICO_NODE = DaemonSetRule.of("kube-system", "calico-node");
    static final Question.Goldpinger.InCluster PROBE = new Question.Goldpinger.InCluster("kube-system", "probe");

    private final Map<String, NodeDraft> nodes = new LinkedHashMap<>();
    private final Map<String, PodDraft> pods = new LinkedHashMap<>();
    private final Map<String, EndpointFact> endpoints = new LinkedHashMap<>();
    private final Map<String, CiliumNodeFact> ciliumNodes = new LinkedHashMap<>();
    private final Map<ObjectId, ObjectDraft> objects = new HashMap<>();
    private final Map<Question<?>, Reading<?>> said = new HashMap<>();

    HealthyCluster() {
        machine("a", 1, "zone-1");
        machine("b", 2, "zone-2");
        List.of("cilium", "calico-node", "probe").forEach(name -> daemonSet(DaemonSetRule.of("kube-system", name)));
        object(AgentsRule.CONFIG).with("data.enable-policy", "never").with("data.unmanaged-pod-watcher-interval", "0");
    }

    private void machine(String name, int number, String zone) {
        String address = "10.0.0." + number;
        nodes.put(name, new NodeDraft(name, address, zone));
        List.of("cilium", "calico-node")
                .forEach(owner -> add(new PodDraft("kube-system", owner + "-" + name, "DaemonSet", owner)
                        .on(name)
                        .host(address)));
        String block = "10.245." + number + ".";
        add(new PodDraft("kube-system", "probe-" + name, "DaemonSet", "probe")
                .on(name)
                .at(block + 11));
        add(new PodDraft("shop", "app-" + name, "Deployment", "app").on(name).at(block + 12));
        add(new PodDraft("kube-system", "coredns-" + name, "Deployment", "coredns")
                .app("kube-dns")
                .on(name)
                .at(block + 13));
        List.of("probe", "app", "coredns")
                .forEach(owner -> endpoint(pods.get(owner + "-" + name).fact()));
        ciliumNode(name, List.of(block + "0/24"), List.of(address), "");
    }

    private void daemonSet(DaemonSetRule rule) {
        object(rule.daemonSet())
                .with("status.observedGeneration", 3)
                .with("status.desiredNumberScheduled", 2)
                .with("status.updatedNumberScheduled", 2)
                .with("status.numberAvailable", 2);
    }

    HealthyCluster node(String name, Consumer<NodeDraft> change) {
        change.accept(nodes.get(name));
        return this;
    }

    HealthyCluster eachNode(Consumer<NodeDraft> change) {
        nodes.values().forEach(change);
        return this;
    }

    HealthyCluster withoutNode(String name) {
        nodes.remove(name);
        return this;
    }

    HealthyCluster add(NodeDraft node) {
        nodes.put(node.fact().name(), node);
        return this;
    }

    HealthyCluster pod(String name, Consumer<PodDraft> change) {
        change.accept(pods.get(name));
        return this;
    }

    HealthyCluster add(PodDraft pod) {
        pods.put(pod.name, pod);
        return this;
    }

    HealthyCluster withoutPod(String name) {
        pods.remove(name);
        return this;
    }

    HealthyCluster endpoint(PodFact pod) {
        return endpoint(pod, "ready", pod.placement().addresses());
    }

    HealthyCluster endpoint(PodFact pod, String state, List<String> addresses) {
        endpoints.put(pod.name(), new EndpointFact(pod.namespace(), pod.name(), state, addresses, BEFORE));
        return this;
    }

    HealthyCluster withoutEndpoint(String pod) {
        endpoints.remove(pod);
        return this;
    }

    HealthyCluster withoutEndpoints() {
        endpoints.clear();
        return this;
    }

    /** One that its controller has seen, by how many replicas are wanted, there and Ready. */
    void workload(ObjectId id, int wanted, int there, int ready) {
        object(id)
                .with("spec.replicas", wanted)
                .with("status.observedGeneration", 3)
                .with("status.replicas", there)
                .with("status.readyReplicas", ready);
    }

    HealthyCluster ciliumNode(String name, List<String> blocks, List<String> addresses, String error) {
        Version version = new Version("uid-" + name, "7", 1, BEFORE, BEFORE, null, List.of());
        ciliumNodes.put(name, new CiliumNodeFact(name, version, blocks, addresses, error));
        return this;
    }

    HealthyCluster withoutCiliumNode(String name) {
        ciliumNodes.remove(name);
        return this;
    }

    /** The draft of an object, to be changed; a new one where there was none. */
    ObjectDraft object(ObjectId id) {
        return objects.computeIfAbsent(id, ObjectDraft::new);
    }

    HealthyCluster object(ObjectId id, Consumer<ObjectDraft> change) {
        change.accept(object(id));
        return this;
    }

    HealthyCluster without(ObjectId id) {
        objects.remove(id);
        return this;
    }

    <T> HealthyCluster answer(Question<T> question, T value) {
        said.put(question, new Reading.Read<>(value, NOW));
        return this;
    }

    HealthyCluster reading(Question<?> question, Reading<?> reading) {
        said.put(question, reading);
        return this;
    }

    /** What the rule says of a look that asked no more than the rule wants. */
    Said judge(Rule rule) {
        return new Said(rule.judge(look(rule)));
    }

    Look look(Rule rule) {
        return new Look(NOW, readings(rule));
    }

    Map<Question<?>, Reading<?>> readings(Rule rule) {
        Map<Question<?>, Reading<?>> readings = new HashMap<>();
        for (Question<?> question : rule.asks()) {
            Reading<?> own = said.get(question);
            readings.put(question, own == null ? new Reading.Read<>(value(question), NOW) : own);
        }
        return readings;
    }

    private Object value(Question<?> question) {
        if (question instanceof Question.Nodes) {
            return nodes.values().stream().map(NodeDraft::fact).toList();
        }
        if (question instanceof Question.Pods) {
            return pods.values().stream().map(PodDraft::fact).toList();
        }
        if (question instanceof Question.Endpoints) {
            return List.copyOf(endpoints.values());
        }
        if (question instanceof Question.CiliumNodes) {
            return List.copyOf(ciliumNodes.values());
        }
        if (question instanceof Question.Named named) {
            return Optional.ofNullable(objects.get(named.id())).map(ObjectDraft::fact);
        }
        throw new IllegalArgumentException("the test does not say what answers " + question);
    }

    static Question.Named named(ObjectId id) {
        return new Question.Named(Seat.CLUSTER, id);
    }
}
