package dev.crossfade.core.review;

import dev.crossfade.core.yaml.TypedValue;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of a chart that a commit changes in one file: key, value, until when, and why. */
record ValuesTable(String path, Optional<String> before, Optional<String> after) {

    /** Nothing where no value differs. */
    Optional<String> text(int most) {
        Optional<YamlDocument> old = before.flatMap(this::document);
        Optional<YamlDocument> now = after.flatMap(this::document);
        Map<YamlPath, Object> oldLeaves = old.map(ValuesTable::leaves).orElse(Map.of());
        Map<YamlPath, Object> newLeaves = now.map(ValuesTable::leaves).orElse(Map.of());
        Set<YamlPath> keys = new LinkedHashSet<>(newLeaves.keySet());
        keys.addAll(oldLeaves.keySet());
        List<String> rows = new ArrayList<>();
        String above = "";
        for (YamlPath key : keys) {
            Object was = oldLeaves.get(key);
            Object is = newLeaves.get(key);
            if (!TypedValue.same(was, is)) {
                Optional<ValueComments.Comment> comment = is == null ? Optional.empty() : comment(now, key);
                String why = comment.map(found -> Markdown.words(found.why())).orElse("");
                rows.add(Markdown.row(
                        Markdown.code(key.toString()),
                        value(was, is),
                        is == null ? "ends here" : comment.map(this::until).orElse(""),
                        !why.isEmpty() && why.equals(above) ? "as above" : why));
                above = why;
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<String> shown = new ArrayList<>(rows.subList(0, Math.min(most, rows.size())));
        if (shown.size() < rows.size()) {
            shown.add(Markdown.row("and " + (rows.size() - shown.size()) + " more", "", "", ""));
        }
        return Optional.of(
                "In " + Markdown.code(path) + ":\n\n" + Markdown.table(List.of("key", "value", "until", "why"), shown));
    }

    private String until(ValueComments.Comment comment) {
        return comment.until().isEmpty()
                ? "for good"
                : Markdown.words(
                        comment.until().replaceFirst("^ends with ", "").replace("the customer's file", "your file"));
    }

    private Optional<ValueComments.Comment> comment(Optional<YamlDocument> document, YamlPath key) {
        return document.flatMap(
                found -> new ValueComments(found, after.orElse("").lines().toList()).of(key));
    }

    private static String value(@Nullable Object was, @Nullable Object is) {
        if (was == null) {
            return FieldChange.value(is);
        }
        return is == null
                ? "removed, was " + FieldChange.value(was)
                : FieldChange.value(was) + " → " + FieldChange.value(is);
    }

    private Optional<YamlDocument> document(String text) {
        return YamlFile.parse(path, text).documents().stream().findFirst();
    }

    private static Map<YamlPath, Object> leaves(YamlDocument document) {
        Map<YamlPath, Object> leaves = new LinkedHashMap<>();
        collect(new YamlPath(List.of()), document.root(), leaves);
        return leaves;
    }

    private static void collect(YamlPath path, @Nullable Object value, Map<YamlPath, Object> into) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((key, item) -> collect(path.child(String.valueOf(key)), item, into));
        } else if (value != null && !path.steps().isEmpty()) {
            into.put(path, value);
        }
    }
}
