package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree as its leaves, by path: {@code .spec.replicas} to {@code 5}. */
record Leaves(SortedMap<String, String> values) {

    static final Leaves NONE = new Leaves(new TreeMap<>());

    static Leaves of(JsonNode tree) {
        TreeMap<String, String> values = new TreeMap<>();
        collect("", tree, values);
        return new Leaves(values);
    }

    private static void collect(String path, JsonNode node, TreeMap<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.fields().forEachRemaining(each -> collect(path + "." + each.getKey(), each.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "[" + i + "]", node.get(i), leaves);
            }
        } else {
            leaves.put(path, node.toString());
        }
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Paths whose value is another one later, or is there at one time only. */
    SortedSet<String> changesTo(Leaves later) {
        TreeSet<String> paths = new TreeSet<>(values.keySet());
        paths.addAll(later.values.keySet());
        paths.removeIf(path -> values.containsKey(path) && values.get(path).equals(later.values.get(path)));
        return paths;
    }

    /** {@code - path: value} where it was, {@code + path: value} where it is. */
    String line(String path, Leaves later) {
        String before = values.containsKey(path) ? "- " + path + ": " + values.get(path) : "";
        String after = later.values.containsKey(path) ? "+ " + path + ": " + later.values.get(path) : "";
        return (before + " " + after).strip();
    }
}
