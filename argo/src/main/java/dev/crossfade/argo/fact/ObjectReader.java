package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;

/** Reads any object whole. An object in a list does not say its own kind, so that is given. */
public record ObjectReader(String apiVersion, String kind) implements FactReader<ObjectFact> {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ObjectFact apply(JsonNode object) {
        ObjectId id = new ObjectId(
                apiVersion, kind, Json.text(object, "metadata", "namespace"), Json.text(object, "metadata", "name"));
        return new ObjectFact(id, Versions.of(object), Content.of(plain(object)), ManagedFields.of(object));
    }

    private static Object plain(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        return JSON.convertValue(copy, Object.class);
    }
}
