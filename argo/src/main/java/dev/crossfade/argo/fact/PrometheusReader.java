package dev.crossfade.argo.fact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.observation.SampleFact;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the answer to an instant query.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/">HTTP API</a>
 */
public final class PrometheusReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PrometheusReader() {}

    /** @throws IOException with what Prometheus says, where that is no samples */
    public static List<SampleFact> read(String body) throws IOException {
        JsonNode answer = parsed(body);
        if (!Json.text(answer, "status").equals("success")) {
            throw new IOException("Prometheus says "
                    + (answer.has("error")
                            ? Json.text(answer, "errorType") + ": " + Json.text(answer, "error")
                            : "nothing that is an answer of its API"));
        }
        // with a warning, such as that of a store that is away, series may be missing
        if (!answer.path("warnings").isEmpty()) {
            throw new IOException("Prometheus warns: " + String.join("; ", Json.texts(answer.path("warnings"))));
        }
        JsonNode result = Json.at(answer, "data", "result");
        String type = Json.text(answer, "data", "resultType");
        return switch (type) {
            case "vector" -> vector(result);
            case "scalar" -> List.of(sample(Map.of(), result));
            default -> throw new IOException("the query answers a " + type + ", not a value for each series");
        };
    }

    private static JsonNode parsed(String body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException other) {
            throw new IOException("Prometheus says nothing that is an answer of its API", other);
        }
    }

    private static List<SampleFact> vector(JsonNode result) throws IOException {
        List<SampleFact> samples = new ArrayList<>();
        for (JsonNode each : result) {
            if (!each.has("value")) {
                throw new IOException("the query answers a histogram, not a value");
            }
            Map<String, String> labels = new TreeMap<>();
            each.path("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asText()));
            samples.add(sample(labels, each.path("value")));
        }
        return samples;
    }

    /** A pair of seconds and text. */
    private static SampleFact sample(Map<String, String> labels, JsonNode pair) throws IOException {
        if (pair.size() != 2 || !pair.path(0).isNumber()) {
            throw new IOException("the query answers a value without its time");
        }
        Instant at = Instant.ofEpochMilli(
                pair.path(0).decimalValue().multiply(BigDecimal.valueOf(1000)).longValue());
        return new SampleFact(labels, MetricsReader.value(pair.path(1).asText()), at);
    }
}
