package dev.crossfade.clustertest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Every object of a cluster as somebody wrote it: without status and what the API server counts.
 *
 * @param objects by group, kind, namespace and name
 * @param generations what the API server counted of those that it counts changes of, by the same keys
 */
record Snapshot(SortedMap<String, JsonNode> objects, SortedMap<String, Long> generations) {

    /** Made by controllers out of other objects, or by time alone. */
    private static final Set<String> MADE = Set.of(
            "events",
            "events.events.k8s.io",
            "leases.coordination.k8s.io",
            "endpoints",
            "endpointslices.discovery.k8s.io",
            "pods",
            "replicasets.apps",
            "controllerrevisions.apps",
            "componentstatuses",
            "ciliumnodes.cilium.io",
            "ciliumendpoints.cilium.io",
            "nodes",
            "csinodes.storage.k8s.io",
            "pods.metrics.k8s.io",
            "nodes.metrics.k8s.io");

    /** Owners that no snapshot has. */
    private static final Set<String> UNSEEN = Set.of("Node", "Pod", "ReplicaSet");

    private static final List<String> COUNTED =
            List.of("resourceVersion", "generation", "managedFields", "creationTimestamp");
    private static final Set<String> NOTED = Set.of(
            "argocd.argoproj.io/refresh",
            "kubectl.kubernetes.io/last-applied-configuration",
            "deprecated.daemonset.template.generation",
            "deployment.kubernetes.io/revision");

    static Snapshot of(Kit kit) {
        String kinds = Arrays.stream(kit.shell("kubectl", "api-resources", "--verbs=list", "-o", "name")
                        .split("\n"))
                .filter(kind -> !MADE.contains(kind))
                .collect(Collectors.joining(","));
        try {
            JsonNode list = Serialization.jsonMapper()
                    .readTree(kit.shell("kubectl", "get", kinds, "--all-namespaces", "-o", "json"));
            return of(list.path("items"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The objects as the API server answers them; what is counted is taken out of them. */
    static Snapshot of(Iterable<JsonNode> answered) {
        TreeMap<String, JsonNode> objects = new TreeMap<>();
        TreeMap<String, Long> generations = new TreeMap<>();
        for (JsonNode each : answered) {
            JsonNode generation = each.at("/metadata/generation");
            if (generation.isNumber()) {
                generations.put(key(each), generation.asLong());
            }
            objects.put(key(each), plain((ObjectNode) each));
        }
        return new Snapshot(objects, generations);
    }

    /** True while something is being deleted, or will be because its owner is gone. */
    boolean isLosing() {
        Set<String> identities = objects.values().stream()
                .map(object -> object.at("/metadata/uid").asText())
                .collect(Collectors.toSet());
        return objects.values().stream()
                .anyMatch(object -> object.path("metadata").has("deletionTimestamp")
                        || object.at("/metadata/ownerReferences").findParents("uid").stream()
                                .filter(owner ->
                                        !UNSEEN.contains(owner.path("kind").asText()))
                                .anyMatch(owner ->
                                        !identities.contains(owner.path("uid").asText())));
    }

    static String key(JsonNode object) {
        return object.path("apiVersion").asText().replaceAll("/?v[^/]*$", "") + " "
                + object.path("kind").asText() + " "
                + object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
    }

    static JsonNode plain(ObjectNode object) {
        object.remove(List.of("status", "operation"));
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        metadata.remove(COUNTED);
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove(NOTED);
        }
        if (metadata.path("annotations").isEmpty()) {
            metadata.remove("annotations");
        }
        return object;
    }
}
