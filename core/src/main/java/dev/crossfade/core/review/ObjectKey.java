package dev.crossfade.core.review;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What makes two documents the same object. */
record ObjectKey(String apiVersion, String kind, String namespace, String name) implements Comparable<ObjectKey> {

    /** The document as an object of the cluster, or nothing where it is none. */
    static Optional<ObjectKey> of(@Nullable Object root) {
        if (root instanceof Map<?, ?> map
                && map.get("apiVersion") instanceof String api
                && map.get("kind") instanceof String kind
                && map.get("metadata") instanceof Map<?, ?> metadata
                && metadata.get("name") instanceof String name
                && !api.startsWith("kustomize.config.k8s.io/")) {
            String namespace = metadata.get("namespace") instanceof String text ? text : "";
            return Optional.of(new ObjectKey(api, kind, namespace, name));
        }
        return Optional.empty();
    }

    /** Namespace and name as one word. */
    String place() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    boolean isSecret() {
        return kind.equals("Secret");
    }

    @Override
    public int compareTo(ObjectKey other) {
        return (kind + "\0" + place() + "\0" + apiVersion)
                .compareTo(other.kind + "\0" + other.place() + "\0" + other.apiVersion);
    }
}
