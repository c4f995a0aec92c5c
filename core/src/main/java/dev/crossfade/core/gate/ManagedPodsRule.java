package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every running pod with a network of its own on these nodes has a ready CiliumEndpoint with its address. A pod with another
 * address was there before the agent and does not heal by itself: so comes a DaemonSet's pod that tolerates every taint. One that
 * has none for long may show that Cilium's plugin gives none.
 *
 * @param migrated the nodes that carry the label
 */
public record ManagedPodsRule(NodeSelection selection, NodeSelection migrated, Addresses cilium) implements Rule {

    /**
     * How long an agent may take to write down a pod that has just started; Cilium's watcher gives it 30 s
     * (operator/cmd/k8s_pod_controller.go).
     */
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
    private record LeftPod(Addresses cilium) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return counts(pod) && new Outside(cilium).test(pod);
        }
    }

    /** Those with an address of Cilium's, or with none yet, which is not another one. */
    record Kept(Addresses cilium) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return counts(pod) && !new Outside(cilium).test(pod);
        }
    }

    /** One count of all pods. */
    private final class Census {

        private final Instant now;
        private final boolean empty;
        private final Map<String, NodeFact> nodes;
        private final Grouped<PodFact> pods;
        private final Grouped<EndpointFact> endpoints;
        private final List<PodFact> left = new ArrayList<>();
        private final List<PodFact> unmanaged = new ArrayList<>();
        private final List<PodFact> unwired = new ArrayList<>();

        Census(Instant now, List<NodeFact> nodes, Grouped<PodFact> pods, Grouped<EndpointFact> endpoints) {
            this.now = now;
            this.empty = nodes.isEmpty() || pods.isEmpty();
            this.nodes = nodes.stream()
                    .filter(selection::has)
                    .collect(Collectors.toMap(NodeFact::name, node -> node, (one, other) -> other));
            this.pods = pods;
            this.endpoints = endpoints;
        }

        Judgement judge() {
            if (empty) {
                return Judgement.unknown("the cluster says that it has no node, or no pod");
            }
            int counted = 0;
            for (Map.Entry<String, Grouped.Group<PodFact>> node : pods.groups().entrySet()) {
                if (nodes.containsKey(node.getKey())) {
                    left.addAll(node.getValue().find(new LeftPod(cilium)));
                    counted += node.getValue().find(new Kept(cilium)).size();
                    Unmanaged.of(node.getValue(), cilium, endpoints).stream()
                            .filter(pod -> !isYoung(pod))
                            .forEach(unmanaged::add);
                    node.getValue().find(new Unwired(cilium)).stream()
                            .filter(pod -> Unwired.isLong(pod, YOUNG, now))
                            .forEach(unwired::add);
                }
            }
            counted += left.size() + unwired.size();
            return left.isEmpty() && unmanaged.isEmpty() && unwired.isEmpty() ? passed(counted) : waiting(counted);
        }

        private Judgement waiting(int counted) {
            int good = counted - left.size() - unmanaged.size() - unwired.size();
            List<Evidence> evidence = new ArrayList<>();
            List<String> names = new ArrayList<>();
            left.forEach(pod -> {
                String addresses = String.join(", ", pod.placement().addresses());
                evidence.add(Evidence.of(
                        pod.id(), "status.podIPs", addresses, pod.life().created()));
                names.add(named(pod) + " has " + addresses);
            });
            unmanaged.forEach(pod -> {
                evidence.add(Evidence.of(
                        pod.id(), "CiliumEndpoint", state(pod), pod.life().created()));
                names.add(named(pod) + ": " + state(pod));
            });
            unwired.forEach(pod -> {
                evidence.add(Evidence.of(
                        pod.id(), "status.podIPs", "none", pod.life().waiting()));
                names.add(named(pod) + ": no address since " + pod.life().waiting());
            });
            Judgement judgement = Judgement.waiting(
                            Words.of(good, counted, "pods on " + selection.words() + " have a ready CiliumEndpoint; ")
                                    + Words.list(names),
                            evidence)
                    .leaving(left.size() + unmanaged.size());
            if (!left.isEmpty()) {
                Set<String> moved = LeftPods.moved(migrated, cilium, List.copyOf(nodes.values()), pods);
                return judgement.needing(new LeftPods(left, moved).need());
            }
            return unmanaged.isEmpty() ? Unwired.judge(judgement, unwired, pods, now) : judgement;
        }

        private static String named(PodFact pod) {
            return pod.namespace() + "/" + pod.name() + " on " + pod.node();
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
                    .since(newestNode)
                    .leaving(0);
        }

        private boolean isYoung(PodFact pod) {
            Instant started =
                    Objects.requireNonNullElse(pod.life().started(), pod.life().created());
            return started.plus(YOUNG).isAfter(now);
        }

        private String state(PodFact pod) {
            EndpointFact found = Unmanaged.endpoint(endpoints, pod);
            return found == null
                    ? "no CiliumEndpoint"
                    : "CiliumEndpoint " + found.state() + " with " + String.join(", ", found.addresses());
        }
    }
}
