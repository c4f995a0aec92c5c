package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.api.Resource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** The kinds that an API server serves, and how its discovery tells of them. */
final class Kinds {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Resource> served = new CopyOnWriteArrayList<>(List.of(
            new Resource("v1", "Node", "nodes", false),
            new Resource("v1", "Pod", "pods", true),
            new Resource("v1", "ConfigMap", "configmaps", true),
            new Resource("v1", "Event", "events", true),
            new Resource("coordination.k8s.io/v1", "Lease", "leases", true),
            new Resource("apps/v1", "DaemonSet", "daemonsets", true),
            new Resource("apps/v1", "Deployment", "deployments", true)));
    private final Set<String> broken = new TreeSet<>();

    void add(Resource kind) {
        served.add(kind);
    }

    void remove(Resource kind) {
        served.remove(kind);
    }

    void addBroken(String apiVersion) {
        broken.add(apiVersion);
    }

    boolean isBroken(String apiVersion) {
        return broken.contains(apiVersion);
    }

    Resource of(String apiVersion, String kind) {
        return served.stream()
                .filter(each ->
                        each.apiVersion().equals(apiVersion) && each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    Optional<Resource> plural(String apiVersion, String plural) {
        return served.stream()
                .filter(each ->
                        each.apiVersion().equals(apiVersion) && each.plural().equals(plural))
                .findFirst();
    }

    /** As GET /apis/GROUP/VERSION answers; nothing where there is none. */
    Optional<ObjectNode> discovery(String apiVersion) {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList").put("groupVersion", apiVersion);
        ArrayNode resources = list.putArray("resources");
        served.stream().filter(each -> each.apiVersion().equals(apiVersion)).forEach(each -> {
            resource(resources, each, each.plural());
            resource(resources, each, each.plural() + "/status");
        });
        return resources.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private static void resource(ArrayNode resources, Resource each, String name) {
        resources.addObject().put("name", name).put("kind", each.kind()).put("namespaced", each.namespaced());
    }

    /** As GET /apis answers. */
    ObjectNode groups() {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList");
        ArrayNode groups = list.putArray("groups");
        Set<String> versions = new TreeSet<>(broken);
        served.stream()
                .map(Resource::apiVersion)
                .filter(each -> each.contains("/"))
                .forEach(versions::add);
        versions.forEach(each -> groups.addObject()
                .put("name", each.replaceFirst("/.*", ""))
                .putArray("versions")
                .addObject()
                .put("groupVersion", each));
        return list;
    }
}
