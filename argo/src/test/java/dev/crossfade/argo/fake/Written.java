package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.api.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a fake API server does with POST and PATCH, as far as the watcher writes. */
final class Written {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private int names;

    Written(Store store) {
        this.store = store;
    }

    /** @return the object as it is kept, or a Status */
    synchronized ObjectNode create(Resource kind, String namespace, InputStream body) throws IOException {
        ObjectNode object = (ObjectNode) JSON.readTree(body);
        ObjectNode metadata = object.withObject("/metadata");
        if (!metadata.has("name")) {
            metadata.put("name", metadata.path("generateName").asText() + ++names);
        }
        String path = kind.path(namespace, metadata.path("name").asText());
        return store.get(path).isPresent()
                ? Replies.status(409, "AlreadyExists", path + " already exists")
                : store.create(path, object);
    }

    /** A merge patch (RFC 7386) that holds a resourceVersion holds for that one alone. */
    synchronized ObjectNode patch(String path, InputStream body) throws IOException {
        Optional<ObjectNode> there = store.get(path);
        JsonNode patch = JSON.readTree(body);
        if (there.isEmpty()) {
            return Replies.status(404, "NotFound", path + " not found");
        }
        String wanted = patch.at("/metadata/resourceVersion").asText("");
        if (!wanted.isEmpty()
                && !wanted.equals(there.get().at("/metadata/resourceVersion").asText())) {
            return Replies.status(409, "Conflict", "the object has been modified");
        }
        return store.update(path, (ObjectNode) merged(there.get(), patch));
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                result.remove(field.getKey());
            } else {
                result.set(field.getKey(), merged(result.path(field.getKey()), field.getValue()));
            }
        });
        return result;
    }
}
