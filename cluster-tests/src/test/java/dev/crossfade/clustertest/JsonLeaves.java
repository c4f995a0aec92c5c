package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A tree as its leaves, by path: {@code .spec.replicas} to {@code 5}; items of lists by their place, variables by name. */
record JsonLeaves(SortedMap<String, String> values) {

    static final JsonLeaves NONE = new JsonLeaves(new TreeMap<>());

    static JsonLeaves of(JsonNode tree) {
        TreeMap<String, String> values = new TreeMap<>();
        collect("", tree, values);
        return new JsonLeaves(values);
    }

    private static void collect(String path, JsonNode node, TreeMap<String, String> leaves) {
        if (node.isObject() && !node.isEmpty()) {
            node.fields().forEachRemaining(each -> collect(path + "." + each.getKey(), each.getValue(), leaves));
        } else if (node.isArray() && !node.isEmpty()) {
            boolean named = path.endsWith(".env") && names(node).size() == node.size();
            for (int i = 0; i < node.size(); i++) {
                String item = named ? node.get(i).path("name").asText() : String.valueOf(i);
                collect(path + "[" + item + "]", node.get(i), leaves);
            }
        } else {
            leaves.put(path, node.toString());
        }
    }

    /** Variables are known by their names: kustomize puts a patch's first, and another place is no change. */
    private static Set<String> names(JsonNode list) {
        Set<String> names = new TreeSet<>();
        list.forEach(item -> {
            if (item.path("name").isTextual()) {
                names.add(item.path("name").asText());
            }
        });
        return names;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** True where a path leads further down. */
    boolean holdsBelow(String path) {
        return values.keySet().stream().anyMatch(each -> each.startsWith(path + ".") || each.startsWith(path + "["));
    }

    /** Paths whose value is another one later, or is there at one time only. */
    SortedSet<String> changesTo(JsonLeaves later) {
        TreeSet<String> paths = new TreeSet<>(values.keySet());
        paths.addAll(later.values.keySet());
        paths.removeIf(path -> values.containsKey(path) && values.get(path).equals(later.values.get(path)));
        return paths;
    }

    /** {@code - path: value} where it was, {@code + path: value} where it is. */
    String line(String path, JsonLeaves later) {
        String before = values.containsKey(path) ? "- " + path + ": " + values.get(path) : "";
        String after = later.values.containsKey(path) ? "+ " + path + ": " + later.values.get(path) : "";
        return (before + " " + after).strip();
    }
}
