package dev.crossfade.core.observation;

/**
 * An object of Kubernetes by name.
 *
 * @param apiVersion such as {@code apps/v1}
 * @param namespace empty for a kind without one
 */
public record ObjectId(String apiVersion, String kind, String namespace, String name) {

    public ObjectId {
        if (apiVersion.isBlank() || kind.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("an object has apiVersion, kind and name, not '" + apiVersion + "', '"
                    + kind + "', '" + name + "'");
        }
    }

    public static ObjectId namespaced(String apiVersion, String kind, String namespace, String name) {
        return new ObjectId(apiVersion, kind, namespace, name);
    }

    public static ObjectId global(String apiVersion, String kind, String name) {
        return new ObjectId(apiVersion, kind, "", name);
    }

    /** The API group, empty for the core one. */
    public String group() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** As evidence names it: {@code DaemonSet kube-system/cilium}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
