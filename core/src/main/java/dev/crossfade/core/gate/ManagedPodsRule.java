package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

    /** Those that count. */
    private static boolean counts(PodFact pod) {
        return pod.hasOwnNetwork() && pod.isRunning();
    }

    /** Those with another address. */
    private record Left(Addresses cilium) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return counts(pod) && new Outside(cilium).test(pod);
        }
    }

    /** Those with an address of Cilium's, or with none yet, which is not another one. */
    private record Kept(Addresses cilium) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return counts(pod) && !new Outside(cilium).test(pod);
        }
    }

    private static final ByName BY_NAME = new ByName();

    /** The endpoints of a namespace. */
    private record ByName() implements Finding<EndpointFact, Map<String, EndpointFact>> {
        @Override
        public Map<String, EndpointFact> in(List<EndpointFact> endpoints) {
            Map<String, EndpointFact> byName = new HashMap<>();
            endpoints.forEach(each -> byName.put(each.name(), each));
            return byName;
        }
    }

    /** Of the {@link Kept} ones, those without a ready endpoint; what was found with other endpoints is of no use any more. */
    private record Unmanaged(Addresses cilium, Grouped<EndpointFact> endpoints) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            EndpointFact found = endpoint(pod);
            return (found == null || !isOf(found, pod)) && new Kept(cilium).test(pod);
        }

        private static boolean isOf(EndpointFact endpoint, PodFact pod) {
            return endpoint.state().equals("ready")
                    && !Collections.disjoint(
                            endpoint.addresses(), pod.placement().addresses());
        }

        @Nullable
        EndpointFact endpoint(PodFact pod) {
            Grouped.Group<EndpointFact> group = endpoints.groups().get(pod.namespace());
            return group == null ? null : group.find(BY_NAME).get(pod.name());
        }

        @Override
        public Object place() {
            return Unmanaged.class;
        }

        /** The very same list of endpoints: to compare all of them is what this spares. */
        @SuppressWarnings("ReferenceEquality")
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unmanaged one && cilium.equals(one.cilium) && endpoints == one.endpoints;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(endpoints);
        }
    }

    /** One count of all pods. */
    private final class Census {

        private final Instant now;
        private final boolean empty;
        private final Map<String, NodeFact> nodes;
        private final Grouped<PodFact> pods;
        private final Unmanaged without;

        Census(Instant now, List<NodeFact> nodes, Grouped<PodFact> pods, Grouped<EndpointFact> endpoints) {
            this.now = now;
            this.empty = nodes.isEmpty() || pods.isEmpty();
            this.nodes = nodes.stream()
                    .filter(selection::has)
                    .collect(Collectors.toMap(NodeFact::name, node -> node, (one, other) -> other));
            this.pods = pods;
            this.without = new Unmanaged(cilium, endpoints);
        }

        Judgement judge() {
            if (empty) {
                return Judgement.unknown("the cluster says that it has no node, or no pod");
            }
            int counted = 0;
            List<PodFact> left = new ArrayList<>();
            List<PodFact> unmanaged = new ArrayList<>();
            for (Map.Entry<String, Grouped.Group<PodFact>> node : pods.groups().entrySet()) {
                if (nodes.containsKey(node.getKey())) {
                    left.addAll(node.getValue().find(new Left(cilium)));
                    counted += node.getValue().find(new Kept(cilium)).size();
                    node.getValue().find(without).stream()
                            .filter(pod -> !isYoung(pod))
                            .forEach(unmanaged::add);
                }
            }
            counted += left.size();
            return left.isEmpty() && unmanaged.isEmpty() ? passed(counted) : waiting(counted, left, unmanaged);
        }

        private Judgement waiting(int counted, List<PodFact> left, List<PodFact> unmanaged) {
            int good = counted - left.size() - unmanaged.size();
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
                    Words.of(good, counted, "pods on " + selection.words() + " have a ready CiliumEndpoint; ")
                            + Words.list(names),
                    evidence);
            if (left.isEmpty()) {
                return judgement;
            }
            Set<String> moved = LeftPods.moved(migrated, cilium, List.copyOf(nodes.values()), pods);
            return judgement.needing(new LeftPods(left, moved).need());
        }

        private Judgement passed(int counted) {
            Instant newestNode = nodes.values().stream()
                    .map(NodeFact::created)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            return Judgement.passed(
                            "all " + counted + " pods on " + nodes.size() + " " + selection.words()
                                    + " have a ready CiliumEndpoint",
                            List.of(new Evidence(
                                    "CiliumEndpoints", "status.state", "ready for " + counted + " pods", null)))
                    .since(newestNode);
        }

        private boolean isYoung(PodFact pod) {
            Instant started =
                    Objects.requireNonNullElse(pod.life().started(), pod.life().created());
            return started.plus(YOUNG).isAfter(now);
        }

        private String state(PodFact pod) {
            EndpointFact found = without.endpoint(pod);
            return found == null
                    ? "no CiliumEndpoint"
                    : "CiliumEndpoint " + found.state() + " with " + String.join(", ", found.addresses());
        }
    }
}
