package dev.crossfade.argo.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A page of a list, each object reduced as it comes in.
 *
 * @param next the token of the next page, or empty
 * @param resourceVersion of the whole list
 */
record ListPage<T>(List<T> items, String next, String resourceVersion) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IOException where the page is not whole, or is no list */
    static <T> ListPage<T> read(InputStream body, Function<JsonNode, T> reduce) throws IOException {
        List<T> items = new ArrayList<>();
        String kind = "";
        JsonNode metadata = JSON.missingNode();
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no list of objects");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "kind" -> kind = parser.getText();
                    case "metadata" -> metadata = JSON.readTree(parser);
                    case "items" -> items(parser, reduce, items);
                    default -> parser.skipChildren();
                }
            }
        }
        if (!kind.endsWith("List")) {
            throw new IOException("no list of objects but '" + kind + "'");
        }
        return new ListPage<>(
                items,
                metadata.path("continue").asText(""),
                metadata.path("resourceVersion").asText(""));
    }

    private static <T> void items(JsonParser parser, Function<JsonNode, T> reduce, List<T> items) throws IOException {
        // an empty list of Go may be null
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            items.add(reduce.apply(JSON.readTree(parser)));
        }
    }
}
