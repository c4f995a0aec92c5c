package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Binds single values: texts, numbers, booleans, words, ranges, durations and instants. */
final class Scalars {

    static final Pattern DURATION = Pattern.compile("(?=.)(?:([0-9]{1,4})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,5})s)?");

    /** What a message must not repeat, because it ends up in logs. */
    private static final Pattern CREDENTIAL = Pattern.compile("(://|^(?=[^@/]*:[^@/]*@))[^@]*@");

    private final Binder binder;

    Scalars(Binder binder) {
        this.binder = binder;
    }

    @Nullable
    Object bind(Class<?> type, @Nullable Key key, ScalarNode node, String path) {
        if (type.isEnum()) {
            return word(type, key, node, path);
        }
        if (type == String.class) {
            return text(key, node, path);
        }
        if (type == int.class || type == Integer.class) {
            return integer(node, path);
        }
        if (type == boolean.class) {
            boolean bool = node.getValue().equals("true") || node.getValue().equals("false");
            return bool && isPlain(node)
                    ? (Object) node.getValue().equals("true")
                    : binder.wrong(node, path, "true or false");
        }
        try {
            if (type == Cidr.class) {
                return Cidr.parse(node.getValue());
            }
            return type == Duration.class
                    ? duration(node.getValue())
                    : OffsetDateTime.parse(node.getValue()).toInstant();
        } catch (IllegalArgumentException | DateTimeException e) {
            String form = type == Cidr.class
                    ? "a range such as 10.245.0.0/16"
                    : type == Duration.class ? "a duration such as 3m or 1h30m" : "a time such as 2026-08-01T06:00:00Z";
            String detail = type == Cidr.class ? " (" + e.getMessage() + ")" : "";
            return bad(node, path, detail, "write " + form);
        }
    }

    private @Nullable Object text(@Nullable Key key, ScalarNode node, String path) {
        if (!Objects.equals(node.getTag(), Tag.STR)) {
            // quotes alone would only lead to the next mistake
            return binder.wrong(
                    node,
                    path,
                    "text; YAML reads " + node.getValue() + " as something else",
                    fits(key, node) ? "put it in quotes: \"" + node.getValue() + "\"" : "write " + form(key));
        }
        return fits(key, node) && !node.getValue().isBlank()
                ? node.getValue()
                : bad(node, path, "", "write " + form(key));
    }

    private static boolean fits(@Nullable Key key, ScalarNode node) {
        return key == null || key.pattern().isEmpty() || node.getValue().matches(key.pattern());
    }

    private static String form(@Nullable Key key) {
        return key == null || key.form().isEmpty() ? "a text" : key.form();
    }

    private @Nullable Object integer(ScalarNode node, String path) {
        boolean whole =
                Objects.equals(node.getTag(), Tag.INT) && node.getValue().matches("-?(0|[1-9][0-9]{0,8})");
        if (!whole) {
            return binder.wrong(node, path, "a whole number");
        }
        int number = Integer.parseInt(node.getValue());
        return number < 0 ? bad(node, path, "", "write a number that is not negative") : (Object) number;
    }

    private @Nullable Object word(Class<?> type, @Nullable Key key, ScalarNode node, String path) {
        List<String> words = Shape.words(type, key);
        if (words.contains(node.getValue())) {
            return type.getEnumConstants()[Shape.words(type, null).indexOf(node.getValue())];
        }
        return bad(
                node,
                path,
                Nearest.hint(node.getValue(), words),
                "write one of " + String.join(", ", words)
                        + (key == null || key.form().isEmpty() ? "" : "; " + key.form()));
    }

    private @Nullable Object bad(ScalarNode node, String path, String detail, String cure) {
        binder.report(
                ErrorCode.SPEC_BAD_VALUE,
                binder.where(node),
                path + " cannot be '" + CREDENTIAL.matcher(node.getValue()).replaceAll("$1…@") + "'" + detail,
                cure);
        return null;
    }

    private static Duration duration(String text) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a duration: " + text);
        }
        return Duration.ofHours(number(form.group(1)))
                .plusMinutes(number(form.group(2)))
                .plusSeconds(number(form.group(3)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static boolean isPlain(ScalarNode node) {
        return node.isPlain();
    }
}
