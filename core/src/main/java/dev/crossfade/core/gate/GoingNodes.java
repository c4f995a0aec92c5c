package dev.crossfade.core.gate;

import dev.crossfade.core.observation.NodeFact;
import java.util.List;
import java.util.function.Predicate;

/** Names the nodes to which a path may be broken because they go. */
final class GoingNodes {

    private GoingNodes() {}

    /** The end of a sentence on broken paths; empty where no node goes. */
    static String words(List<NodeFact> nodes) {
        return words(nodes, "being deleted", node -> node.version().isDeleting())
                + words(nodes, "not Ready", node -> !node.isReady());
    }

    private static String words(List<NodeFact> nodes, String what, Predicate<NodeFact> which) {
        List<String> names =
                nodes.stream().filter(which).map(NodeFact::name).sorted().toList();
        return names.isEmpty() ? "" : "; " + what + ": " + Words.list(names);
    }
}
