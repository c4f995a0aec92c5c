package dev.crossfade.argo.api;

/** A kind as an API server serves it. */
public record Resource(String apiVersion, String kind, String plural, boolean namespaced) {

    /** Where all objects are listed, or those of a namespace. */
    public String path(String namespace) {
        String root = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion + "/";
        return namespaced && !namespace.isEmpty() ? root + "namespaces/" + namespace + "/" + plural : root + plural;
    }

    public String path(String namespace, String name) {
        return path(namespace) + "/" + name;
    }

    /** As RBAC names it. */
    public String right() {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? plural : plural + "." + apiVersion.substring(0, slash);
    }
}
