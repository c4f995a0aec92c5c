package dev.crossfade.core.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schema as text, and the files of the repository that hold it. */
final class PublishedSchema {

    private static final int WIDTH = 360;

    private PublishedSchema() {}

    static Path root() {
        return Path.of(System.getProperty("crossfade.root"));
    }

    static List<Path> files() {
        return Stream.concat(Stream.of(root().resolve("docs")), examples().stream())
                .map(folder -> folder.resolve("crossfade.schema.json"))
                .toList();
    }

    /** Every folder of examples that holds a repository. */
    static List<Path> examples() {
        try (Stream<Path> folders = Files.list(root().resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("crossfade.yaml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What fits on a line stands on one, so that people can read the file, too. */
    static String text() {
        StringBuilder text = new StringBuilder();
        write(new ObjectMapper().valueToTree(JsonSchema.asMap()), "", text);
        return text.append('\n').toString();
    }

    private static void write(JsonNode node, String indent, StringBuilder text) {
        boolean small =
                !node.isContainerNode() || indent.length() + node.toString().length() <= WIDTH;
        if (small) {
            text.append(node);
            return;
        }
        text.append(node.isObject() ? '{' : '[');
        String separator = "\n";
        for (Iterator<Map.Entry<String, JsonNode>> fields = entries(node); fields.hasNext(); separator = ",\n") {
            Map.Entry<String, JsonNode> field = fields.next();
            text.append(separator).append(indent).append("  ");
            if (node.isObject()) {
                text.append('"').append(field.getKey()).append("\": ");
            }
            write(field.getValue(), indent + "  ", text);
        }
        text.append('\n').append(indent).append(node.isObject() ? '}' : ']');
    }

    private static Iterator<Map.Entry<String, JsonNode>> entries(JsonNode node) {
        if (node.isObject()) {
            return node.fields();
        }
        List<Map.Entry<String, JsonNode>> items = new ArrayList<>();
        node.forEach(item -> items.add(Map.entry("", item)));
        return items.iterator();
    }
}
