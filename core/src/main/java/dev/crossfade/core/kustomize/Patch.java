package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One patch of a kustomization.
 *
 * @param body a map to merge, or a list of JSON patch operations
 * @param renames true where it may change what an object is called
 */
record Patch(PatchTarget target, Object body, boolean renames, Where where) {

    private static final Set<String> PODS = Set.of(
            "v1/Pod",
            "v1/ReplicationController",
            "apps/v1/DaemonSet",
            "apps/v1/Deployment",
            "apps/v1/ReplicaSet",
            "apps/v1/StatefulSet",
            "batch/v1/Job",
            "batch/v1/CronJob");

    /**
     * The object as the patch leaves it; nothing where it deletes it.
     *
     * @throws UnreadablePatchException where that is not known
     */
    Optional<YamlDocument> apply(YamlDocument object) {
        if (target.labelled()) {
            throw new UnreadablePatchException("labels or annotations choose its objects");
        }
        if (renames) {
            throw new UnreadablePatchException("it may change names or kinds");
        }
        if (body instanceof List<?> operations) {
            return Optional.ofNullable(JsonPatch.apply(object.root(), operations))
                    .map(root -> object.patched(root, where));
        }
        return new StrategicMerge(hasPods(object))
                .object(object.root(), (Map<?, ?>) body)
                .map(root -> object.patched(named(root, object), where));
    }

    /**
     * The patch as kustomize copies it for what a selector chose, and under patchesStrategicMerge: there null takes no
     * annotation away (kustomize api/resource/resource.go, CopyMergeMetaDataFieldsFrom; seen with 5.7).
     */
    Patch copied() {
        if (!(body instanceof Map<?, ?> piece && piece.get("metadata") instanceof Map<?, ?> metadata)) {
            return this;
        }
        Map<Object, @Nullable Object> kept = new LinkedHashMap<>(metadata);
        for (String field : List.of("labels", "annotations")) {
            if (metadata.get(field) instanceof Map<?, ?> texts) {
                Map<Object, Object> copied = new LinkedHashMap<>();
                texts.forEach((key, value) -> copied.put(key, String.valueOf(value)));
                kept.put(field, copied);
            } else {
                kept.remove(field);
            }
        }
        Map<Object, @Nullable Object> copy = new LinkedHashMap<>(piece);
        copy.put("metadata", kept);
        return new Patch(target, copy, renames, where);
    }

    /** An object keeps its own name, whatever the patch is called (kustomize api/resource/resource.go, ApplySmPatch). */
    private static Object named(Object patched, YamlDocument object) {
        Map<Object, @Nullable Object> named = new LinkedHashMap<>((Map<?, ?>) patched);
        Map<Object, @Nullable Object> metadata = new LinkedHashMap<>();
        if (named.get("metadata") instanceof Map<?, ?> given) {
            metadata.putAll(given);
        }
        keep(named, "apiVersion", object.get(YamlPath.of("apiVersion")));
        keep(named, "kind", object.get(YamlPath.of("kind")));
        keep(metadata, "name", object.get(YamlPath.of("metadata", "name")));
        keep(metadata, "namespace", object.get(Namespaces.FIELD));
        named.put("metadata", metadata);
        return named;
    }

    private static void keep(Map<Object, @Nullable Object> map, String key, Optional<Object> value) {
        value.ifPresentOrElse(own -> map.put(key, own), () -> map.remove(key));
    }

    /** Other kinds have no list in a pod, whose items have keys. */
    private static boolean hasPods(YamlDocument object) {
        return PODS.contains(object.get(YamlPath.of("apiVersion")).orElse("") + "/"
                + object.get(YamlPath.of("kind")).orElse(""));
    }
}
