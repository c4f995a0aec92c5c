package dev.crossfade.assembly;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The schemas of CRDs in files of {@code ../shared}, each read once; they know every field and refuse all others. */
final class Schemas {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> files;
    private final Map<String, JsonSchema> byType = new HashMap<>();

    Schemas(String... files) {
        this.files = List.of(files);
    }

    boolean there() {
        return files.stream().allMatch(file -> Files.exists(path(file)));
    }

    void assumeThere() {
        for (String file : files) {
            assumeTrue(Files.exists(path(file)), "needs ../shared/" + file);
        }
    }

    /** @param type {@code apiVersion/kind} */
    Optional<JsonSchema> of(String type) {
        if (byType.isEmpty()) {
            files.forEach(this::read);
        }
        return Optional.ofNullable(byType.get(type));
    }

    private void read(String file) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
        for (YamlDocument document : YamlFile.parse(file, text(file)).documents()) {
            JsonNode crd = JSON.valueToTree(document.root());
            if (crd.path("kind").asText().equals("CustomResourceDefinition")) {
                for (JsonNode served : crd.at("/spec/versions")) {
                    JsonNode schema = served.at("/schema/openAPIV3Schema");
                    close(schema, true);
                    String type = crd.at("/spec/group").asText() + "/"
                            + served.path("name").asText() + "/"
                            + crd.at("/spec/names/kind").asText();
                    byType.put(type, factory.getSchema(schema));
                }
            }
        }
    }

    /** The API server drops what a structural schema does not name; here it is an error. */
    private static void close(JsonNode schema, boolean root) {
        if (schema instanceof ObjectNode object) {
            boolean free = object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
            if (root && object.path("properties").has("metadata")) {
                ((ObjectNode) object.path("properties")).putObject("metadata").put("type", "object");
            }
            if (object.has("properties") && !object.has("additionalProperties") && !free) {
                object.put("additionalProperties", false);
            }
            object.remove("format");
            if (object.path("x-kubernetes-int-or-string").asBoolean()) {
                object.remove("type");
            }
        }
        schema.forEach(child -> close(child, false));
    }

    private static Path path(String file) {
        return Story.shared().resolve(file);
    }

    private static String text(String file) {
        try {
            return Files.readString(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
