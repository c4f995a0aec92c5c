package dev.crossfade.core.facts;

import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads the tables from the class path: the one class of core that may, because they are part of its code. */
final class FactTable {

    private final Object root;

    private FactTable(Object root) {
        this.root = root;
    }

    static FactTable read(String name) {
        try (InputStream in = FactTable.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("table " + name + " is missing from the class path");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Object root = YamlFile.parse(name, text).documents().get(0).root();
            if (root == null) {
                throw new IllegalStateException("table " + name + " is empty");
            }
            return new FactTable(root);
        } catch (IOException e) {
            throw new UncheckedIOException("table " + name, e);
        }
    }

    /** The whole table in plain maps and lists. */
    Object root() {
        return root;
    }

    /** The text at the top of the table. */
    String text(String key) {
        return String.valueOf(((Map<?, ?>) root).get(key));
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows() {
        return (List<Map<String, Object>>) root;
    }

    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows(String column) {
        return ((Map<String, List<Map<String, Object>>>) root).getOrDefault(column, List.of());
    }

    /** The value of the last row that is not newer than the release, in the table at this path. */
    @SuppressWarnings("unchecked")
    Object at(Release release, String... path) {
        Object rows = root;
        for (String step : path) {
            rows = ((Map<String, Object>) rows).getOrDefault(step, Map.of());
        }
        Object found = null;
        for (Map<String, Object> row :
                rows instanceof List<?> ? (List<Map<String, Object>>) rows : List.<Map<String, Object>>of()) {
            if (Release.of(String.valueOf(row.get("from"))).compareTo(release) <= 0) {
                found = row.get("value");
            }
        }
        if (found == null) {
            throw new IllegalStateException("no row of " + String.join(".", path) + " for release " + release);
        }
        return found;
    }
}
