package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A DaemonSet runs a Ready pod of its present template on every Linux node. Its own counts are not enough: one that matches
 * no node is content with that (gitops-engine, pkg/health/health_daemonset.go).
 */
public record DaemonSetRule(ObjectId daemonSet) implements Rule {

    public static DaemonSetRule of(String namespace, String name) {
        return new DaemonSetRule(ObjectId.namespaced("apps/v1", "DaemonSet", namespace, name));
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, daemonSet), new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(
                look,
                Seat.CLUSTER,
                daemonSet,
                fact -> Asked.of(
                        look,
                        new Question.Nodes(),
                        "the nodes",
                        nodes -> Asked.of(
                                look, new Question.Pods(), "the pods", pods -> judge(fact, linux(nodes), pods))));
    }

    private Judgement judge(@Nullable ObjectFact fact, List<NodeFact> nodes, Grouped<PodFact> pods) {
        if (fact == null) {
            return Judgement.waiting(daemonSet + " answers 404", List.of(Evidence.absent(daemonSet)));
        }
        if (nodes.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no Linux node");
        }
        long generation = fact.version().generation();
        long observed = fact.number("status", "observedGeneration").orElse(0);
        if (observed != generation) {
            return Judgement.waiting(
                    daemonSet + " is at generation " + generation + ", its controller at " + observed,
                    List.of(Evidence.of(daemonSet, "status.observedGeneration", observed)));
        }
        long desired = count(fact, "desiredNumberScheduled");
        if (desired == 0) {
            return Judgement.failed(
                    daemonSet + " matches none of " + nodes.size() + " nodes",
                    List.of(Evidence.of(daemonSet, "status.desiredNumberScheduled", 0)));
        }
        return rollout(fact, desired, nodes, pods);
    }

    private Judgement rollout(ObjectFact fact, long desired, List<NodeFact> nodes, Grouped<PodFact> pods) {
        long updated = count(fact, "updatedNumberScheduled");
        long available = count(fact, "numberAvailable");
        Map<String, PodFact> ready = own(pods).stream()
                .filter(PodFact::isReady)
                .collect(Collectors.toMap(PodFact::node, pod -> pod, DaemonSetRule::newer));
        List<String> without = nodes.stream()
                .map(NodeFact::name)
                .filter(node -> !ready.containsKey(node))
                .sorted()
                .toList();
        List<Evidence> evidence = evidence(fact, ready.values());
        if (!without.isEmpty()) {
            return Judgement.waiting(
                    Words.of(ready.size(), nodes.size(), "nodes have a Ready pod of ") + daemonSet + "; without: "
                            + Words.list(without),
                    evidence);
        }
        if (updated < desired || available < desired) {
            return Judgement.waiting(
                    daemonSet + ": " + updated + " of " + desired + " pods are updated, " + available + " available",
                    evidence);
        }
        return Judgement.passed(
                "every one of " + nodes.size() + " nodes runs a Ready pod of " + daemonSet + ", all updated", evidence);
    }

    private List<Evidence> evidence(ObjectFact fact, Collection<PodFact> ready) {
        List<Evidence> evidence = new ArrayList<>(List.of(
                Evidence.of(
                        daemonSet,
                        "status",
                        "desired " + count(fact, "desiredNumberScheduled") + ", updated "
                                + count(fact, "updatedNumberScheduled") + ", available "
                                + count(fact, "numberAvailable")),
                Evidence.of(daemonSet, "metadata.generation", fact.version().generation(), fact.changed())));
        ready.stream()
                .max(Comparator.comparing(
                        pod -> Objects.requireNonNull(pod.life().ready())))
                .ifPresent(newest -> evidence.add(Evidence.of(
                        newest.id(),
                        "status.conditions[Ready]",
                        "True",
                        newest.life().ready())));
        return evidence;
    }

    List<PodFact> own(Grouped<PodFact> pods) {
        return new PodFinding.Of("DaemonSet", daemonSet.namespace(), daemonSet.name()).of(pods);
    }

    /** Those on nodes that are there: of a node that was deleted Kubernetes keeps pods for a minute (pkg/controller/podgc, gcOrphaned). */
    List<PodFact> own(Grouped<PodFact> pods, List<NodeFact> nodes) {
        Set<String> names = nodes.stream().map(NodeFact::name).collect(Collectors.toSet());
        return own(pods).stream().filter(pod -> names.contains(pod.node())).toList();
    }

    static List<NodeFact> linux(List<NodeFact> nodes) {
        return nodes.stream().filter(NodeFact::isLinux).toList();
    }

    private static PodFact newer(PodFact one, PodFact other) {
        Instant first = Objects.requireNonNull(one.life().ready());
        return first.isAfter(Objects.requireNonNull(other.life().ready())) ? one : other;
    }

    private static long count(ObjectFact fact, String field) {
        return fact.number("status", field).orElse(0);
    }
}
