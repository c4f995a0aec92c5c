package dev.crossfade.assembly;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.crossfade.core.render.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the templates that are built into the product, and fills in prose with a logic-less engine. */
public final class ClasspathTemplates implements Templates {

    private static final String FOLDER = "/dev/crossfade/templates/";

    /** No escaping, because the prose is Markdown; an unknown name is an error, because a gap in a sentence is worse. */
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).emptyStringIsFalse(true).strictSections(true);

    private static final Map<String, Template> COMPILED = new ConcurrentHashMap<>();

    @Override
    public String yaml(String path) {
        return text(path);
    }

    @Override
    public String prose(String path, Map<String, ?> values) {
        try {
            return COMPILED.computeIfAbsent(path, each -> COMPILER.compile(text(each)))
                    .execute(values);
        } catch (MustacheException e) {
            throw new IllegalStateException("template " + path + ": " + e.getMessage(), e);
        }
    }

    private static String text(String path) {
        try (InputStream in = ClasspathTemplates.class.getResourceAsStream(FOLDER + path)) {
            if (in == null) {
                throw new IllegalStateException("template " + path + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + path, e);
        }
    }
}
