package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads who wrote an object (kubernetes, apimachinery/pkg/apis/meta/v1/types.go, ManagedFieldsEntry and FieldsV1). */
final class ManagedFields {

    private static final Set<String> HARMLESS = Set.of("f:metadata", "f:status");

    private ManagedFields() {}

    static List<Write> of(JsonNode object) {
        List<Write> writes = new ArrayList<>();
        for (JsonNode entry : Json.at(object, "metadata", "managedFields")) {
            Instant time = Json.time(entry, "time");
            if (time != null && Json.text(entry, "subresource").isEmpty()) {
                List<String> fields = new ArrayList<>();
                entry.path("fieldsV1").properties().stream()
                        .filter(each -> !HARMLESS.contains(each.getKey()))
                        .forEach(each -> add(fields, "", each.getKey(), each.getValue()));
                writes.add(new Write(Json.text(entry, "manager"), time, fields));
            }
        }
        return writes;
    }

    private static void add(List<String> fields, String above, String key, JsonNode below) {
        if (key.equals(".")) {
            return; // the map or the element itself, of which the parts are told
        }
        String path = key.startsWith("f:")
                ? above + (above.isEmpty() ? "" : ".") + key.substring(2)
                : above + "[" + key.substring(key.indexOf(':') + 1) + "]";
        int before = fields.size();
        below.properties().forEach(each -> add(fields, path, each.getKey(), each.getValue()));
        if (fields.size() == before) {
            fields.add(path);
        }
    }
}
