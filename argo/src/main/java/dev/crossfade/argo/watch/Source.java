package dev.crossfade.argo.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Resource;
import java.util.Set;

/**
 * Which objects are watched.
 *
 * @param namespace empty for all
 * @param names empty for all; a single one is asked for by its name, which a right that names it allows
 */
public record Source(String apiVersion, String kind, String namespace, Set<String> names) {

    public Source {
        names = Set.copyOf(names);
    }

    public static Source all(String apiVersion, String kind, String namespace) {
        return new Source(apiVersion, kind, namespace, Set.of());
    }

    Call list(Resource resource) {
        Call call = Call.list(resource.path(namespace), resource.right());
        return names.size() == 1
                ? call.with("fieldSelector", "metadata.name=" + names.iterator().next())
                : call;
    }

    boolean has(JsonNode object) {
        return names.isEmpty()
                || names.contains(object.path("metadata").path("name").asText());
    }

    @Override
    public String toString() {
        return kind
                + (names.isEmpty()
                        ? "s"
                        : " " + String.join(", ", names.stream().sorted().toList()));
    }
}
