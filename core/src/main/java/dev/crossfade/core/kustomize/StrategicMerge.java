package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges a patch into an object as kustomize does: maps key by key, null takes a key away, lists of Kubernetes' own kinds by
 * the key of their items, all other lists whole (kubectl.docs.kubernetes.io, "patchesStrategicMerge"; seen with 5.5).
 */
final class StrategicMerge {

    /** The field patchMergeKey of k8s.io/api core/v1 and apps/v1, for lists in a pod. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "ports", "containerPort",
            "imagePullSecrets", "name");

    private static final String DIRECTIVE = "$patch";

    /** True where lists have keys: a custom resource's have none that kustomize knows. */
    private final boolean keyed;

    StrategicMerge(boolean keyed) {
        this.keyed = keyed;
    }

    /** The object with the patch in it; nothing where the patch deletes it. */
    Optional<Object> merge(@Nullable Object object, Map<?, ?> patch) {
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
        } else if (value instanceof Map<?, ?> deeper) {
            merge(old, deeper).ifPresentOrElse(rest -> merged.put(key, rest), () -> merged.remove(key));
        } else if (value instanceof List<?> items && keyed && KEYS.containsKey(key)) {
            merged.put(key, items(old instanceof List<?> list ? list : List.of(), items, KEYS.get(key)));
        } else {
            merged.put(key, value);
        }
    }

    /** New items come last here and first in kustomize, which nobody who looks for a name can tell. */
    private List<@Nullable Object> items(List<?> old, List<?> patch, String key) {
        boolean replaces = patch.stream()
                .anyMatch(item ->
                        item instanceof Map<?, ?> map && map.size() == 1 && "replace".equals(map.get(DIRECTIVE)));
        List<@Nullable Object> merged = replaces ? new ArrayList<>() : new ArrayList<>(old);
        for (Object item : patch) {
            if (!(item instanceof Map<?, ?> map)) {
                throw new UnreadablePatchException("an item without " + key);
            }
            if (map.get(key) == null && map.get(DIRECTIVE) == null) {
                throw new UnreadablePatchException("an item without " + key);
            }
            if (map.get(key) != null) {
                item(merged, map, key);
            }
        }
        return merged;
    }

    private void item(List<@Nullable Object> merged, Map<?, ?> patch, String key) {
        for (int i = 0; i < merged.size(); i++) {
            if (merged.get(i) instanceof Map<?, ?> old && Objects.equals(patch.get(key), old.get(key))) {
                Optional<Object> rest = merge(old, patch);
                if (rest.isPresent()) {
                    merged.set(i, rest.get());
                } else {
                    merged.remove(i);
                }
                return;
            }
        }
        merge(null, patch).ifPresent(merged::add);
    }
}
