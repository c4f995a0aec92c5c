package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What all readers ask of JSON. */
final class Json {

    private Json() {}

    static JsonNode at(JsonNode from, String... steps) {
        JsonNode at = from;
        for (String step : steps) {
            at = at.path(step);
        }
        return at;
    }

    /** Empty where there is none. */
    static String text(JsonNode from, String... steps) {
        return at(from, steps).asText("");
    }

    /** Null where there is none, or where it is none. */
    static @Nullable Instant time(JsonNode from, String... steps) {
        String text = text(from, steps);
        try {
            return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException noTime) {
            return null;
        }
    }

    static Map<String, String> map(JsonNode from, Strings strings) {
        Map<String, String> map = new TreeMap<>();
        from.properties()
                .forEach(each -> map.put(
                        strings.same(each.getKey()),
                        strings.same(each.getValue().asText())));
        return map;
    }

    /** The field of each element that has one. */
    static List<String> texts(JsonNode list, String... steps) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            String text = text(each, steps);
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    static List<String> texts(JsonNode list) {
        return texts(list, new String[0]);
    }

    /** The field of each element whose other field has a value. */
    static List<String> texts(JsonNode list, String key, String value, String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : list) {
            if (text(each, key).equals(value) && !text(each, field).isEmpty()) {
                texts.add(text(each, field));
            }
        }
        return texts;
    }
}
