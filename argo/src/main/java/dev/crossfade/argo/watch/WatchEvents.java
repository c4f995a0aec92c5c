package dev.crossfade.argo.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads a watch's events one after the other (kubernetes, API concepts: efficient detection of changes). */
final class WatchEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private WatchEvents() {}

    /** Hears of each event as it comes in. */
    interface Listener {
        void happened(String type, JsonNode object) throws IOException;
    }

    /** Returns where the server ends the watch. */
    static void read(InputStream body, Listener listener) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(body);
                MappingIterator<JsonNode> events =
                        JSON.readerFor(JsonNode.class).readValues(parser)) {
            while (events.hasNextValue()) {
                JsonNode event = events.nextValue();
                listener.happened(event.path("type").asText(), event.path("object"));
            }
        }
    }
}
