package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every node has an instance of the probe on its pod network, and each instance reaches all others. A node without one is
 * unknown; an instance that kept a Calico address on a node that has moved measures the wrong network. A node that goes breaks
 * paths before Kubernetes says that it is not Ready.
 */
public record MeshRule(Question.Goldpinger.InCluster goldpinger, String label, Addresses cilium) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods(), new Question.Mesh(goldpinger));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.linuxNodes(
                look, nodes -> Asked.of(look, new Question.Pods(), "the pods", pods -> instances(look, nodes, pods)));
    }

    private Judgement instances(Look look, List<NodeFact> nodes, Grouped<PodFact> pods) {
        Map<String, PodFact> instances = new HashMap<>();
        new PodFinding.Of("DaemonSet", goldpinger.namespace(), goldpinger.daemonSet())
                .of(pods).stream().filter(PodFact::isReady).forEach(pod -> instances.put(pod.node(), pod));
        List<String> without = nodes.stream()
                .map(NodeFact::name)
                .filter(node -> !instances.containsKey(node))
                .sorted()
                .toList();
        if (!without.isEmpty()) {
            return without(without, nodes.size(), GoingNodes.words(nodes));
        }
        List<PodFact> left = nodes.stream()
                .filter(node -> node.has(label, "true"))
                .flatMap(node -> Stream.ofNullable(instances.get(node.name())))
                .filter(pod -> pod.placement().addresses().stream().noneMatch(cilium::hold))
                .toList();
        if (!left.isEmpty()) {
            return Judgement.waiting(
                            Words.of(nodes.size() - left.size(), nodes.size(), "instances count; not on Cilium: ")
                                    + Words.list(
                                            left.stream().map(PodFact::name).toList()),
                            left.stream()
                                    .map(pod -> Evidence.of(
                                            pod.id(),
                                            "status.podIPs",
                                            String.join(", ", pod.placement().addresses())))
                                    .toList())
                    .needing(new LeftPods(left, left.stream().map(PodFact::node).collect(Collectors.toSet())).need());
        }
        return Asked.mesh(look, new Question.Mesh(goldpinger), "the probe", mesh -> mesh(nodes, instances, mesh));
    }

    private Judgement without(List<String> nodes, int all, String going) {
        return new Judgement(
                Verdict.UNKNOWN,
                Words.of(nodes.size(), all, "nodes have no Ready instance of the probe: ") + Words.list(nodes) + going,
                nodes.stream()
                        .map(node -> new Evidence("Node " + node, "Pod of " + goldpinger.daemonSet(), "none", null))
                        .toList(),
                null,
                null);
    }

    private static Judgement mesh(List<NodeFact> nodes, Map<String, PodFact> instances, MeshFact mesh) {
        List<String> pods = nodes.stream()
                .flatMap(node -> Stream.ofNullable(instances.get(node.name())))
                .map(PodFact::name)
                .toList();
        Judgement judged = new MeshPaths(pods, mesh).judge(Verdict.FAILED, ", one on every node");
        return switch (judged.verdict()) {
            case PASSED -> judged.since(newest(instances));
            case FAILED -> judged.tolerated(Judgement.BLIP, GoingNodes.words(nodes));
            case UNKNOWN, WAITING -> judged;
        };
    }

    private static @Nullable Instant newest(Map<String, PodFact> instances) {
        return instances.values().stream()
                .flatMap(pod -> Stream.ofNullable(pod.life().ready()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
