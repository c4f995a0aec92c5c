package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every running pod with a network of its own on these nodes has a ready CiliumEndpoint with its address. A pod with another
 * address was there before the agent and does not heal by itself (domain of migrations: DaemonSets that tolerate everything).
 *
 * @param migrated the nodes that carry the label
 */
public record ManagedPodsRule(NodeSelection selection, NodeSelection migrated, Addresses cilium) implements Rule {

    /** How long an agent may take to write down a pod that has just started; Cilium's own watcher gives it 30 s. */
    private static final Duration YOUNG = Duration.ofSeconds(60);

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods(), new Question.Endpoints());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(
                look,
                new Question.Nodes(),
                "the nodes",
                nodes -> Asked.of(
                        look,
                        new Question.Pods(),
                        "the pods",
                        pods -> Asked.of(
                                look,
                                new Question.Endpoints(),
                                "the CiliumEndpoints",
                                endpoints -> new Census(look.at(), nodes, pods, endpoints).judge())));
    }

    /** One count of all pods. */
    private final class Census {

        private final Instant now;
        private final boolean empty;
        private final Map<String, NodeFact> nodes;
        private final List<PodFact> pods;
        private final Map<String, EndpointFact> endpoints = new HashMap<>();

        Census(Instant now, List<NodeFact> nodes, List<PodFact> pods, List<EndpointFact> endpoints) {
            this.now = now;
            this.empty = nodes.isEmpty() || pods.isEmpty();
            this.nodes = nodes.stream()
                    .filter(selection::has)
                    .collect(Collectors.toMap(NodeFact::name, node -> node, (one, other) -> other));
            this.pods = pods;
            endpoints.forEach(each -> this.endpoints.put(each.namespace() + "/" + each.name(), each));
        }

        Judgement judge() {
            if (empty) {
                return Judgement.unknown("the cluster says that it has no node, or no pod");
            }
            List<PodFact> counted = pods.stream()
                    .filter(pod -> nodes.containsKey(pod.node()) && pod.hasOwnNetwork() && pod.isRunning())
                    .toList();
            List<PodFact> left = counted.stream().filter(this::isLeft).toList();
            List<PodFact> unmanaged = counted.stream()
                    .filter(pod ->
                            !isLeft(pod) && !isYoung(pod) && endpoint(pod).isEmpty())
                    .toList();
            if (left.isEmpty() && unmanaged.isEmpty()) {
                return passed(counted);
            }
            int good = counted.size() - left.size() - unmanaged.size();
            List<Evidence> evidence = new ArrayList<>();
            left.forEach(pod -> evidence.add(Evidence.of(
                    pod.id(),
                    "status.podIPs",
                    String.join(", ", pod.placement().addresses()),
                    pod.life().created())));
            unmanaged.forEach(pod -> evidence.add(Evidence.of(
                    pod.id(), "CiliumEndpoint", state(pod), pod.life().created())));
            List<String> names = new ArrayList<>();
            left.forEach(pod -> names.add(pod.namespace() + "/" + pod.name() + " on " + pod.node() + " has "
                    + String.join(", ", pod.placement().addresses())));
            unmanaged.forEach(
                    pod -> names.add(pod.namespace() + "/" + pod.name() + " on " + pod.node() + ": " + state(pod)));
            Judgement judgement = Judgement.waiting(
                    Words.of(good, counted.size(), "pods on " + selection.words() + " have a ready CiliumEndpoint; ")
                            + Words.list(names),
                    evidence);
            Set<String> moved = LeftPods.moved(migrated, cilium, List.copyOf(nodes.values()), pods);
            return left.isEmpty() ? judgement : judgement.needing(new LeftPods(left, moved).need());
        }

        private Judgement passed(List<PodFact> counted) {
            Instant newestNode = nodes.values().stream()
                    .map(NodeFact::created)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            return Judgement.passed(
                            "all " + counted.size() + " pods on " + nodes.size() + " " + selection.words()
                                    + " have a ready CiliumEndpoint",
                            List.of(new Evidence(
                                    "CiliumEndpoints", "status.state", "ready for " + counted.size() + " pods", null)))
                    .since(newestNode);
        }

        /** No address yet is not another address. */
        private boolean isLeft(PodFact pod) {
            return !pod.placement().addresses().isEmpty()
                    && pod.placement().addresses().stream().noneMatch(cilium::hold);
        }

        private boolean isYoung(PodFact pod) {
            Instant started =
                    Objects.requireNonNullElse(pod.life().started(), pod.life().created());
            return started.plus(YOUNG).isAfter(now);
        }

        private Optional<EndpointFact> endpoint(PodFact pod) {
            return Optional.ofNullable(endpoints.get(pod.namespace() + "/" + pod.name()))
                    .filter(each -> each.state().equals("ready")
                            && each.addresses().stream()
                                    .anyMatch(pod.placement().addresses()::contains));
        }

        private String state(PodFact pod) {
            EndpointFact found = endpoints.get(pod.namespace() + "/" + pod.name());
            return found == null
                    ? "no CiliumEndpoint"
                    : "CiliumEndpoint " + found.state() + " with " + String.join(", ", found.addresses());
        }
    }
}
