package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object as kustomize does: maps key by key, null takes a key away, lists of Kubernetes' own kinds by
 * the key of their items, all other lists whole (kustomize kyaml/yaml/merge2 and walk; compared with kubectl kustomize by
 * KustomizeOracleTest).
 */
final class StrategicMerge {

    /** The field patchMergeKey of k8s.io/api core/v1 and apps/v1, for lists in a pod. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "ephemeralContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "volumeDevices", "devicePath",
            "ports", "containerPort",
            "imagePullSecrets", "name",
            "hostAliases", "ip");

    /** Lists that are merged by two keys, or by their values. */
    private static final Set<String> UNREAD = Set.of("topologySpreadConstraints", "finalizers");

    private static final String DIRECTIVE = "$patch";

    /** True where lists have keys: a custom resource's have none that kustomize knows. */
    private final boolean keyed;

    StrategicMerge(boolean keyed) {
        this.keyed = keyed;
    }

    /** The object with the patch in it; nothing where the patch deletes it. */
    Optional<Object> object(@Nullable Object object, Map<?, ?> patch) {
        refuse(object, patch);
        return merge(object, patch);
    }

    /** A whole object, or an item that is there, is not replaced, whatever was meant (seen with kustomize 5.7). */
    private static void refuse(@Nullable Object old, Map<?, ?> patch) {
        if (old != null && "replace".equals(patch.get(DIRECTIVE))) {
            throw new UnreadablePatchException(DIRECTIVE + ": replace for an object or an item");
        }
    }

    private Optional<Object> merge(@Nullable Object object, Map<?, ?> patch) {
        Object directive = patch.get(DIRECTIVE);
        if ("delete".equals(directive)) {
            return Optional.empty();
        }
        boolean replaces = "replace".equals(directive);
        if (directive != null && !replaces && !directive.equals("merge")) {
            throw new UnreadablePatchException(DIRECTIVE + ": " + directive);
        }
        Map<Object, @Nullable Object> merged =
                object instanceof Map<?, ?> old && !replaces ? new LinkedHashMap<>(old) : new LinkedHashMap<>();
        patch.forEach((key, value) -> {
            if (!key.equals(DIRECTIVE)) {
                put(merged, String.valueOf(key), value);
            }
        });
        return Optional.of(merged);
    }

    private void put(Map<Object, @Nullable Object> merged, String key, @Nullable Object value) {
        if (key.startsWith("$")) {
            throw new UnreadablePatchException(key);
        }
        Object old = merged.get(key);
        if (value == null) {
            merged.remove(key);
            return;
        }
        // kustomize refuses it, too
        if (old != null && !shape(old).equals(shape(value))) {
            throw new UnreadablePatchException(key + " is a " + shape(old) + ", and the patch has a " + shape(value));
        }
        Optional<?> rest;
        if (value instanceof Map<?, ?> deeper) {
            rest = merge(old, deeper);
        } else if (value instanceof List<?> items && keyed && KEYS.containsKey(key)) {
            rest = items(old instanceof List<?> list ? list : List.of(), items, KEYS.get(key));
        } else if (keyed && UNREAD.contains(key) && old != null) {
            throw new UnreadablePatchException("a list of " + key + " that is there already");
        } else {
            rest = Optional.of(value);
        }
        rest.ifPresentOrElse(left -> merged.put(key, left), () -> merged.remove(key));
    }

    private static String shape(@Nullable Object value) {
        return value instanceof Map ? "map" : value instanceof List ? "list" : "value";
    }

    /** The items of the patch come first, in its own order: operations behind it count on that. */
    private Optional<Object> items(List<?> old, List<?> patch, String key) {
        List<Object> added = new ArrayList<>(patch);
        Object whole = whole(added);
        if ("delete".equals(whole)) {
            return Optional.empty();
        }
        Map<String, Map<?, ?>> before = "replace".equals(whole) ? Map.of() : byKey(old, key);
        Map<String, Map<?, ?>> after = byKey(added, key);
        List<Object> merged = new ArrayList<>();
        after.forEach((name, item) -> {
            Map<?, ?> there = before.get(name);
            refuse(there, item);
            merge(there, item).ifPresent(merged::add);
        });
        before.forEach((name, item) -> {
            if (!after.containsKey(name)) {
                merged.add(item);
            }
        });
        return Optional.of(merged);
    }

    /** Takes the item out that is a directive for the whole list: the first with one, if it says nothing else. */
    private static @Nullable Object whole(List<Object> items) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item && item.containsKey(DIRECTIVE)) {
                return item.size() == 1 ? ((Map<?, ?>) items.remove(i)).get(DIRECTIVE) : null;
            }
        }
        return null;
    }

    private static Map<String, Map<?, ?>> byKey(List<?> items, String key) {
        Map<String, Map<?, ?>> found = new LinkedHashMap<>();
        Set<Object> twice = new HashSet<>();
        for (Object each : items) {
            if (!(each instanceof Map<?, ?> item)
                    || item.get(key) == null
                    || !shape(item.get(key)).equals("value")) {
                throw new UnreadablePatchException("an item without " + key);
            }
            if (key.equals("containerPort") && item.containsKey("protocol")) {
                throw new UnreadablePatchException("ports with a protocol");
            }
            if (!twice.add(String.valueOf(item.get(key)))) {
                throw new UnreadablePatchException("two items with " + key + " " + item.get(key));
            }
            found.put(String.valueOf(item.get(key)), item);
        }
        return found;
    }
}
