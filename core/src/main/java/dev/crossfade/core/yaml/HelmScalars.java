package dev.crossfade.core.yaml;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Types plain scalars as Helm does, which reads YAML with Go's yaml.v2 through sigs.k8s.io/yaml: y and n are booleans,
 * 0o17 and 08 are numbers, dates and 1:30 are text (go-yaml/yaml v2 resolve.go).
 */
final class HelmScalars extends Resolver {

    private static final Set<String> TRUE =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE");
    private static final Set<String> FALSE =
            Set.of("n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE");
    private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern INFINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        if (kind != NodeId.scalar || !implicit) {
            return super.resolve(kind, value, implicit);
        }
        if (value.equals("<<")) {
            return Tag.MERGE;
        }
        if (NULL.contains(value)) {
            return Tag.NULL;
        }
        if (TRUE.contains(value) || FALSE.contains(value)) {
            return Tag.BOOL;
        }
        Object number = number(value);
        return number == null ? Tag.STR : number instanceof Double ? Tag.FLOAT : Tag.INT;
    }

    static boolean bool(String value) {
        return TRUE.contains(value);
    }

    /** The number that the text is, a Long, BigInteger or Double, or null where it is none. */
    static @Nullable Object number(String text) {
        if (INFINITE.matcher(text).matches()) {
            return text.toLowerCase(Locale.ROOT).endsWith("nan")
                    ? Double.NaN
                    : text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (text.isEmpty() || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        String plain = text.replace("_", "");
        Object whole = integer(plain);
        if (whole != null) {
            return whole;
        }
        if (FLOAT.matcher(plain).matches()) {
            double value = Double.parseDouble(plain);
            // strconv.ParseFloat refuses what is out of range, and the scalar stays text
            return Double.isInfinite(value) ? null : (Object) value;
        }
        return null;
    }

    /** As strconv.ParseInt with base 0: prefixes 0x, 0o, 0b, and a leading zero for octal; 64 bits at most. */
    private static @Nullable Object integer(String plain) {
        String digits = plain.startsWith("+") || plain.startsWith("-") ? plain.substring(1) : plain;
        int radix = 10;
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            radix = 16;
        } else if (lower.startsWith("0o")) {
            radix = 8;
        } else if (lower.startsWith("0b")) {
            radix = 2;
        } else if (lower.length() > 1 && lower.startsWith("0")) {
            radix = 8;
            lower = "0o" + lower.substring(1);
        }
        String body = radix == 10 ? lower : lower.substring(2);
        if (!isDigits(body, radix)) {
            return null;
        }
        BigInteger value = new BigInteger(body, radix);
        if (plain.startsWith("-")) {
            value = value.negate();
        }
        if (value.bitLength() <= 63) {
            return value.longValue();
        }
        return value.signum() > 0 && value.bitLength() <= 64 ? value : null;
    }

    private static boolean isDigits(String body, int radix) {
        return !body.isEmpty() && body.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
    }
}
