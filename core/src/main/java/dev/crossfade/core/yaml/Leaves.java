package dev.crossfade.core.yaml;

import dev.crossfade.core.report.Where;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every value of a file under a name that stays when others are added around it: objects by kind and name, items of a list by
 * what names them, such as {@code DaemonSet kube-system/calico-node spec.template.spec.containers[calico-node].image}. An
 * item that nothing names is a leaf as a whole, and an object is one beside its values.
 */
public final class Leaves {

    /** Keys that tell the items of a list apart, in lists of Kubernetes, kubeadm, Calico and Cilium. */
    private static final List<String> NAMES = List.of("name", "key", "path", "cidr", "ref");

    /** The sources of an Argo CD Application, at the end of what names their list. */
    private static final String SOURCES = "spec.sources";

    /** Keys that tell sources apart, whatever else they say: one for values has a ref, and may have a path, too. */
    private static final List<String> SOURCE_NAMES = List.of("chart", "ref", "path");

    private final NavigableMap<String, Leaf> named = new TreeMap<>();

    private final YamlDocument document;

    /**
     * A value and where it stands.
     *
     * @param object the name of the object that it belongs to; empty in a file of values
     * @param value a text, number, truth value or null; an empty map or list; nothing more to say of what is whole
     * @param isWhole an object, or an unnamed item: its name says all
     */
    public record Leaf(String object, @Nullable Object value, boolean isWhole, YamlDocument document, YamlPath path) {

        public Where where() {
            return document.where(path);
        }
    }

    private Leaves(YamlDocument document) {
        this.document = document;
    }

    public static NavigableMap<String, Leaf> of(YamlFile file) {
        NavigableMap<String, Leaf> all = new TreeMap<>();
        for (YamlDocument document : file.documents()) {
            Leaves leaves = new Leaves(document);
            leaves.document(document.root(), YamlPath.of());
            leaves.named.forEach(all::putIfAbsent);
        }
        return Collections.unmodifiableNavigableMap(all);
    }

    private void document(@Nullable Object value, YamlPath path) {
        if (value instanceof Map<?, ?> map
                && "List".equals(map.get("kind"))
                && map.get("items") instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                document(items.get(i), path.child("items").child(i));
            }
            return;
        }
        String object = object(value);
        if (!object.isEmpty()) {
            whole(object, object, path);
        }
        walk(object, object.isEmpty() ? "" : object + " ", value, path);
    }

    /** Kind, namespace and name, as far as there are any; empty for a file of values. */
    private static String object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("kind") instanceof String kind)) {
            return "";
        }
        Map<?, ?> metadata = map.get("metadata") instanceof Map<?, ?> given ? given : Map.of();
        String namespace = metadata.get("namespace") instanceof String given ? given + "/" : "";
        return metadata.get("name") instanceof String name ? kind + " " + namespace + name : kind;
    }

    private void walk(String object, String name, @Nullable Object value, YamlPath path) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            String dot = name.isEmpty() || name.endsWith(" ") ? name : name + ".";
            map.forEach((key, child) -> walk(object, dot + key, child, path.child(String.valueOf(key))));
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            Map<String, Integer> seen = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                item(object, name, list.get(i), path.child(i), seen);
            }
        } else if (!name.isEmpty()) {
            leaf(object, name, value, path);
        }
    }

    private void item(String object, String name, @Nullable Object item, YamlPath path, Map<String, Integer> seen) {
        String given = name.endsWith(SOURCES) ? source(item, path) : given(item, NAMES);
        String told = given.isEmpty() ? canonical(item) : given;
        int count = seen.merge(told, 1, Integer::sum);
        String place = name + "[" + told + (count == 1 ? "" : " #" + count) + "]";
        if (given.isEmpty()) {
            whole(object, place, path);
        } else {
            walk(object, place, item, path);
        }
    }

    /** What names a source, or else its place: a whole source is no name that anybody could read. */
    private static String source(@Nullable Object item, YamlPath path) {
        String given = given(item, SOURCE_NAMES);
        return given.isEmpty() ? String.valueOf(path.steps().get(path.steps().size() - 1)) : given;
    }

    /** What names an item, or nothing. */
    private static String given(@Nullable Object item, List<String> keys) {
        Map<?, ?> map = item instanceof Map<?, ?> fields ? fields : Map.of();
        return keys.stream()
                .map(map::get)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst()
                .orElse("");
    }

    /** The item's text, whatever the order of its keys. */
    private static String canonical(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + canonical(entry.getValue()))
                    .sorted()
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Leaves::canonical).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private void leaf(String object, String name, @Nullable Object value, YamlPath path) {
        named.putIfAbsent(name, new Leaf(object, value, false, document, path));
    }

    private void whole(String object, String name, YamlPath path) {
        named.putIfAbsent(name, new Leaf(object, null, true, document, path));
    }
}
