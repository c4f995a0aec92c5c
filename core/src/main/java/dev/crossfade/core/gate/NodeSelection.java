package dev.crossfade.core.gate;

import dev.crossfade.core.observation.NodeFact;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which nodes a rule looks at. */
public sealed interface NodeSelection {

    boolean has(NodeFact node);

    /** As the subject of a sentence on several nodes. */
    String words();

    /** Every Linux node of the cluster. */
    record All() implements NodeSelection {
        @Override
        public boolean has(NodeFact node) {
            return node.isLinux();
        }

        @Override
        public String words() {
            return "nodes";
        }
    }

    /** Those with all of the labels. */
    record Matching(Map<String, String> labels) implements NodeSelection {
        public Matching {
            labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
        }

        @Override
        public boolean has(NodeFact node) {
            return node.isLinux() && node.matches(labels);
        }

        @Override
        public String words() {
            return "nodes with "
                    + labels.entrySet().stream()
                            .map(each -> each.getKey() + "=" + each.getValue())
                            .collect(Collectors.joining(","));
        }
    }

    /** Those on Cilium, by the label. */
    record Migrated(String label) implements NodeSelection {
        @Override
        public boolean has(NodeFact node) {
            return node.isLinux() && node.has(label, "true");
        }

        @Override
        public String words() {
            return "labelled nodes";
        }
    }

    /** Those that were there at a time. */
    record From(Instant before) implements NodeSelection {
        @Override
        public boolean has(NodeFact node) {
            return node.isLinux() && !node.created().isAfter(before);
        }

        @Override
        public String words() {
            return "nodes from before " + before;
        }
    }

    /** Those with one of the values for a label. */
    record Either(String label, Set<String> values) implements NodeSelection {
        public Either {
            values = java.util.Collections.unmodifiableSortedSet(new java.util.TreeSet<>(values));
        }

        @Override
        public boolean has(NodeFact node) {
            return node.isLinux() && values.contains(node.labels().getOrDefault(label, ""));
        }

        @Override
        public String words() {
            return "nodes with " + label + "=" + String.join("|", values);
        }
    }
}
