package dev.crossfade.core.review;

import dev.crossfade.core.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One object of the cluster before and after a commit.
 *
 * @param change what becomes of it, in one word
 * @param namespace empty where the object names none
 * @param text the difference, line by line
 */
public record ObjectDifference(
        String change, String apiVersion, String kind, String namespace, String name, String text) {

    private static final Set<String> HIDDEN = Set.of("data", "stringData");
    private static final String NOT_SHOWN = "(not shown)";

    /** @param before null where it does not stand anywhere as a whole, as that of a patch */
    static ObjectDifference of(ObjectChange change, @Nullable Object before, @Nullable Object after) {
        ObjectKey key = change.key();
        String title = key.kind() + " " + key.place();
        String text = before == null && after == null
                ? fields(title, change.fields())
                : LineDiff.of(title, yaml(key, before, null), yaml(key, after, before));
        return new ObjectDifference(
                change.kind().name().toLowerCase(Locale.ROOT),
                key.apiVersion(),
                key.kind(),
                key.namespace(),
                key.name(),
                text);
    }

    private static Optional<String> yaml(ObjectKey key, @Nullable Object root, @Nullable Object other) {
        return root == null
                ? Optional.empty()
                : Optional.of(YamlWriter.write(key.isSecret() ? veiled(root, other) : root));
    }

    /** What a Secret holds is for nobody's terminal; that it is another value than before is. */
    private static Object veiled(Object root, @Nullable Object other) {
        Map<Object, @Nullable Object> veiled = new LinkedHashMap<>();
        ((Map<?, ?>) root)
                .forEach((key, value) -> veiled.put(
                        key,
                        HIDDEN.contains(String.valueOf(key)) && value instanceof Map<?, ?> values
                                ? veiled(
                                        values,
                                        other instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> old
                                                ? old
                                                : values)
                                : value));
        return veiled;
    }

    private static Map<Object, String> veiled(Map<?, ?> values, Map<?, ?> old) {
        Map<Object, String> veiled = new LinkedHashMap<>();
        values.forEach((key, value) ->
                veiled.put(key, Objects.equals(value, old.get(key)) ? NOT_SHOWN : "(not shown, another one)"));
        return veiled;
    }

    private static String fields(String title, List<FieldChange> fields) {
        return fields.stream()
                .map(field -> line("-", field.path(), field.before()) + line("+", field.path(), field.after()))
                .collect(Collectors.joining("", "--- a/" + title + "\n+++ b/" + title + "\n", ""));
    }

    private static String line(String sign, String path, @Nullable Object value) {
        return value == null ? "" : sign + path + ": " + FlowText.of(value, Integer.MAX_VALUE - 1) + "\n";
    }
}
