package dev.crossfade.core.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;

/** The schema as text, and the files of the repository that hold it. */
final class PublishedSchema {

    private PublishedSchema() {}

    static Path root() {
        return Path.of(System.getProperty("crossfade.root"));
    }

    static List<Path> files() {
        return List.of(
                root().resolve("docs/crossfade.schema.json"),
                root().resolve("examples/db-schenker/crossfade.schema.json"));
    }

    static String text() throws JsonProcessingException {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(JsonSchema.asMap()) + "\n";
    }
}
