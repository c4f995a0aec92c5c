package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Addresses;
import dev.crossfade.core.gate.PodFinding;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How many nodes and pods have moved, counted from the look that the gates used; what that look did not read is not counted.
 *
 * @param pods unread where the nodes are, too: which of them stay behind hangs on their nodes
 */
public record Census(Reading<Nodes> nodes, Reading<Pods> pods) {

    /** What is counted. */
    static final Set<Question<?>> ASKS = Set.of(new Question.Nodes(), new Question.Pods());

    /** Linux nodes. */
    public record Nodes(int all, int moved) {}

    /**
     * Pods with an address from a network plugin.
     *
     * @param moved those with an address of Cilium's
     * @param toMove those whose node has not moved yet
     * @param left those that kept another address on a node that has moved
     */
    public record Pods(int all, int moved, int toMove, List<PodFact> left) {
        public Pods {
            left = List.copyOf(left);
        }
    }

    /** @param labelled true as long as the label tells which nodes have moved */
    static Census of(Look look, MigrationSpec spec, boolean labelled) {
        Predicate<NodeFact> moved = labelled ? node -> node.has(spec.nodes().label(), "true") : Census::isUpByCilium;
        Reading<List<NodeFact>> nodes = look.answer(new Question.Nodes())
                .map(all -> all.stream().filter(NodeFact::isLinux).toList());
        Reading<Pods> pods = nodes instanceof Reading.Read<List<NodeFact>> read
                ? look.answer(new Question.Pods()).map(all -> pods(all, names(read.value(), moved), spec))
                : nodes.map(none -> new Pods(0, 0, 0, List.of()));
        return new Census(
                nodes.map(all -> new Nodes(all.size(), names(all, moved).size())), pods);
    }

    /** Nobody but Cilium writes the condition once Calico has gone. */
    private static boolean isUpByCilium(NodeFact node) {
        return node.condition("NetworkUnavailable")
                .filter(Condition::isFalse)
                .filter(found -> found.reason().equals("CiliumIsUp"))
                .isPresent();
    }

    private static Set<String> names(List<NodeFact> nodes, Predicate<NodeFact> which) {
        return nodes.stream().filter(which).map(NodeFact::name).collect(Collectors.toSet());
    }

    private static Pods pods(Grouped<PodFact> all, Set<String> movedNodes, MigrationSpec spec) {
        int counted = new PodFinding.Networked().count(all);
        List<PodFact> others =
                new PodFinding.Outside(new Addresses(spec.cilium().podCIDRs())).of(all);
        List<PodFact> left =
                others.stream().filter(pod -> movedNodes.contains(pod.node())).toList();
        return new Pods(counted, counted - others.size(), others.size() - left.size(), left);
    }
}
