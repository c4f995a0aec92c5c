package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GitHub's published OpenAPI description, which the kit keeps (part octokit), asked about requests and answers. */
final class OpenApi {
    private static final String BASE = "https://api.github.com/openapi.json";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static Optional<OpenApi> known = Optional.empty();

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    private OpenApi(String text) {
        try {
            document = JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V4,
                builder -> builder.metaSchema(OpenApi30.getInstance())
                        .defaultMetaSchemaIri(OpenApi30.getInstance().getIri())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(BASE, text))));
    }

    static Path file() {
        String home =
                System.getenv().getOrDefault("KIT_HOME", System.getProperty("user.home") + "/.cache/crossfade-kit");
        return Path.of(home, "share/octokit/generated/api.github.com.json");
    }

    static boolean isHere() {
        return Files.exists(file());
    }

    /** Read once for all tests. */
    static synchronized OpenApi read() {
        if (known.isEmpty()) {
            try {
                known = Optional.of(new OpenApi(Files.readString(file())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known.get();
    }

    /** What is wrong with any of them, each thing once. */
    List<String> problems(List<Exchange> exchanges) {
        return exchanges.stream()
                .flatMap(exchange -> problems(exchange).stream())
                .distinct()
                .toList();
    }

    /** What is wrong with a request and its answer. */
    List<String> problems(Exchange exchange) {
        String path = exchange.request().path().replaceFirst("^.*?/api/v3", "");
        Optional<String> template = template(path);
        if (template.isEmpty()) {
            return List.of("no such path: " + path);
        }
        String method = exchange.request().method().toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = document.path("paths").path(template.get()).path(method);
        if (operation.isMissingNode()) {
            return List.of("no such operation: " + method + " " + template.get());
        }
        String pointer = "/paths/" + escaped(template.get()) + "/" + method;
        List<String> problems = new ArrayList<>();
        if (!exchange.request().body().isEmpty()) {
            problems.addAll(check(
                    "request", pointer + "/requestBody", exchange.request().body()));
        }
        if (!exchange.body().isEmpty()) {
            problems.addAll(check(
                    "answer " + exchange.status(), answer(operation, pointer, exchange.status()), exchange.body()));
        }
        for (String name : Urls.parameters(exchange.request().query()).keySet()) {
            if (!takes(operation, name)) {
                problems.add("no such parameter: " + name);
            }
        }
        return problems;
    }

    /** A refusal that the operation does not mention has the form of every other. */
    private static String answer(JsonNode operation, String pointer, int status) {
        JsonNode described = operation.path("responses").path(Integer.toString(status));
        if (described.has("$ref")) {
            return described.path("$ref").asText().substring(1);
        }
        return described.path("content").has("application/json") || status < 300
                ? pointer + "/responses/" + status
                : "/components/responses/not_found";
    }

    private boolean takes(JsonNode operation, String name) {
        for (JsonNode parameter : operation.path("parameters")) {
            JsonNode described = parameter.has("$ref")
                    ? document.at(parameter.path("$ref").asText().substring(1))
                    : parameter;
            if (described.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private List<String> check(String what, String pointer, String body) {
        String place = pointer + "/content/application~1json/schema";
        if (document.at(place).isMissingNode()) {
            return List.of(what + ": no schema at " + place);
        }
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().build();
        JsonSchema schema = schemas.getSchema(
                SchemaLocation.of(BASE + "#" + place.replace("{", "%7B").replace("}", "%7D")), config);
        try {
            return schema.validate(JSON.readTree(body)).stream()
                    .map(message -> what + " of " + pointer + ": " + message.getMessage())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> template(String path) {
        String[] asked = path.split("/", -1);
        for (Iterator<String> paths = document.path("paths").fieldNames(); paths.hasNext(); ) {
            String template = paths.next();
            if (fits(template.split("/", -1), asked)) {
                return Optional.of(template);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(String[] template, String[] asked) {
        if (template.length != asked.length) {
            return false;
        }
        for (int i = 0; i < asked.length; i++) {
            if (!template[i].startsWith("{") && !template[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }
}
