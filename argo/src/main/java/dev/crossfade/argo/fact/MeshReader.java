package dev.crossfade.argo.fact;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MeshFact.Broken;
import dev.crossfade.core.observation.MeshFact.Row;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Goldpinger's {@code /check_all} as it comes in: {@code responses[instance].response.podResults[instance]} with
 * {@code OK}, {@code error} and {@code PingTime} (goldpinger, swagger.yml; keys are pod names since v3, addresses before).
 */
public final class MeshReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Goldpinger pings every 30 s by default, and keeps the last result of an instance that it cannot ping any more. */
    private static final Duration OLD = Duration.ofMinutes(5);

    private final Map<String, String> names;
    private final Instant at;
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final Map<String, Row> rows = new HashMap<>();

    /**
     * @param names of instances by address
     * @param at when this was answered
     */
    public MeshReader(Map<String, String> names, Instant at) {
        this.names = Map.copyOf(names);
        this.at = at;
    }

    /** @param answered the instance that was asked */
    public MeshFact read(String answered, InputStream body) throws IOException {
        try (JsonParser parser = JSON.getFactory().createParser(body)) {
            parser.nextToken();
            if (!enters(parser, "responses")) {
                throw new IOException("no answer of Goldpinger's: it has no responses");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                instance(parser);
            }
            // what breaks off after the last instance is not whole, either
            while (parser.nextToken() != null) {
                parser.skipChildren();
            }
        }
        return new MeshFact(answered, at, List.copyOf(numbers.keySet()), rows);
    }

    /** Goes on to the object of a field of the object that begins here; false where it has none, and then it is passed. */
    private static boolean enters(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(field);
            if (parser.nextToken() == JsonToken.START_OBJECT && wanted) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    /** An instance that could not be asked has no response: it has no row, for it says nothing of the others. */
    private void instance(JsonParser parser) throws IOException {
        String name = name(parser.currentName());
        numbers.putIfAbsent(name, numbers.size());
        parser.nextToken();
        if (enters(parser, "response")) {
            if (enters(parser, "podResults")) {
                rows.put(name, row(parser));
                leave(parser);
            }
            leave(parser);
        }
    }

    private Row row(JsonParser parser) throws IOException {
        BitSet reached = new BitSet();
        List<Broken> broken = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String peer = name(parser.currentName());
            Integer number = numbers.computeIfAbsent(peer, unseen -> numbers.size());
            parser.nextToken();
            JsonNode result = JSON.readTree(parser);
            Instant pinged = Json.time(result, "PingTime");
            if (pinged != null && pinged.plus(OLD).isBefore(at)) {
                continue;
            }
            if (result.path("OK").asBoolean(false)) {
                reached.set(number);
            } else if (result.has("OK")) {
                broken.add(new Broken(peer, Json.text(result, "error")));
            }
        }
        return new Row(reached, broken);
    }

    /** Passes the rest of the object that the parser is in. */
    private static void leave(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private String name(String key) {
        return names.getOrDefault(key, key);
    }
}
