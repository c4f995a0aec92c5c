package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes without a machine of their own, on which no DaemonSet runs: a gate that wants an agent on every node would wait for them for
 * ever and name them as if their agent were late.
 */
final class VirtualNodes {

    /** Label to value (docs.aws.amazon.com/eks, fargate.html; virtual-kubelet, node-cli/root/node.go). */
    private static final Map<String, String> LABELS =
            Map.of("eks.amazonaws.com/compute-type", "fargate", "type", "virtual-kubelet");

    private VirtualNodes() {}

    /** The same judgement; one that does not pass says which nodes it may wait for in vain, and what helps. */
    static Judgement tell(Look look, Judgement judged) {
        if (judged.verdict() == Verdict.PASSED) {
            return judged;
        }
        List<NodeFact> virtual = look.answer(new Question.Nodes()).got().orElse(List.of()).stream()
                .filter(node -> label(node).isPresent())
                .toList();
        if (virtual.isEmpty()) {
            return judged;
        }
        String names = Words.list(virtual.stream().map(NodeFact::name).sorted().toList());
        Judgement told = judged.also("; no DaemonSet runs on virtual nodes: " + names);
        return judged.needs().isPresent() ? told : told.needing(need(virtual, names));
    }

    private static Need need(List<NodeFact> virtual, String names) {
        return Need.of(
                "These nodes are virtual, and no DaemonSet runs on them, neither an agent nor the probe: " + names
                        + ". A migration goes on only in a cluster of nodes that run one: have their pods run on others, and take"
                        + " away what makes them (the Fargate profile, the virtual kubelet).",
                virtual.stream()
                        .flatMap(node -> label(node).stream())
                        .distinct()
                        .sorted()
                        .map(label -> "kubectl get nodes -l " + label)
                        .toArray(String[]::new));
    }

    private static Optional<String> label(NodeFact node) {
        return LABELS.entrySet().stream()
                .filter(each -> node.has(each.getKey(), each.getValue()))
                .map(each -> each.getKey() + "=" + each.getValue())
                .findFirst();
    }
}
