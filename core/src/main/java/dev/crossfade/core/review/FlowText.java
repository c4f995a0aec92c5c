package dev.crossfade.core.review;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document in one short line. */
final class FlowText {

    private FlowText() {}

    /** @param longest characters after which the rest is left out, and said to be */
    static String of(@Nullable Object value, int longest) {
        String text = text(value, longest + 1);
        long lines = text.strip().lines().count();
        String first = lines > 1 ? text.strip().lines().findFirst().orElse("") + " … (" + lines + " lines)" : text;
        return first.length() <= longest ? first : cut(first, longest - 1) + "…";
    }

    /** Half of a character from beyond the basic plane is none. */
    private static String cut(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? text.substring(0, end - 1) : text.substring(0, end);
    }

    private static String text(@Nullable Object value, int enough) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .limit(enough)
                    .map(entry -> entry.getKey() + ": " + text(entry.getValue(), enough))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .limit(enough)
                    .map(item -> text(item, enough))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        String text = Objects.toString(value, "null");
        return text.isEmpty() ? "\"\"" : text;
    }
}
