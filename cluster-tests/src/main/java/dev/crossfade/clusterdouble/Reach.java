package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.Node;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which nodes reach which: all of them, but for those that a test has cut off from all others by an annotation.
 *
 * @param cut their names
 */
record Reach(Set<String> cut) {

    /** Says of a node that no packet from another one arrives there, nor the other way. */
    static final String CUT_OFF = "clusterdouble.crossfade.dev/cut-off";

    Reach {
        cut = Set.copyOf(cut);
    }

    static Reach of(Cluster cluster) {
        return new Reach(cluster.nodes().stream()
                .filter(Reach::isCut)
                .map(node -> node.getMetadata().getName())
                .collect(Collectors.toSet()));
    }

    private static boolean isCut(Node node) {
        return node.getMetadata().getAnnotations() != null
                && node.getMetadata().getAnnotations().containsKey(CUT_OFF);
    }

    boolean isOpen(String from, String to) {
        return from.equals(to) || (!cut.contains(from) && !cut.contains(to));
    }
}
