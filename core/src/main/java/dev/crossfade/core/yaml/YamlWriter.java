package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Writes plain values as YAML that people like to read: block style, two spaces, keys in their order, short lists and
 * small maps in a list on one line, texts in quotes only where some reader would take them for something else.
 */
public final class YamlWriter {

    /** What goes on one line ends before this column. */
    private static final int WIDTH = 118;

    private static final HelmScalars HELM = new HelmScalars();
    private static final Resolver YAML_1_1 = new Resolver();

    /** What some reader of YAML takes for a number, or for a mark of its own. */
    private static final Pattern NO_TEXT = Pattern.compile("0[oO].*|[-+]?[0-9][0-9_:eExX]*|[-+]?[0-9_]*\\.[0-9_eE+-]*"
            + "|[-+]?[0-9][0-9_]*(:[0-9_]+)+(\\.[0-9_]*)?|=|---.*|\\.\\.\\..*");

    private static final Pattern INDICATOR = Pattern.compile("[-?:]( .*)?");

    private YamlWriter() {}

    /** The value as a document, ending in a newline. */
    public static String write(@Nullable Object value) {
        String text = isBlock(value, 0) ? String.join("\n", lines(value, 0, true)) : flow(value);
        return text + "\n";
    }

    /** True where the value is better spread over lines than written behind its key. */
    static boolean isBlock(@Nullable Object value, int column) {
        if (value instanceof Map<?, ?> map) {
            return !map.isEmpty();
        }
        return value instanceof List<?> list
                && !list.isEmpty()
                && (list.stream().anyMatch(item -> item instanceof Map || item instanceof List)
                        || column + flow(list).length() > WIDTH);
    }

    /**
     * The lines of a value in block style, without indentation of their own; column is where they will stand. They end in
     * no literal text, so that a comment may follow them on their last line.
     */
    static List<String> lines(@Nullable Object value, int column) {
        return lines(value, column, false);
    }

    /** The same where nothing follows them on their last line. */
    static List<String> texts(@Nullable Object value, int column) {
        return lines(value, column, true);
    }

    /** The lines of one entry of a block map, which nothing follows on their last line. */
    static List<String> entry(String key, @Nullable Object value, int column) {
        return entry(key, value, column, true);
    }

    /** The lines of one item of a block list, which nothing follows on their last line. */
    static List<String> item(@Nullable Object item, int column) {
        return item(item, column, true);
    }

    /** The lines of one item of a block list, spread over lines even where it is small. */
    static List<String> blockItem(@Nullable Object item, int column) {
        return blockItem(item, column, true);
    }

    private static List<String> lines(@Nullable Object value, int column, boolean literals) {
        List<String> lines = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> lines.addAll(entry(String.valueOf(key), item, column, literals)));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> lines.addAll(item(item, column, literals)));
        } else {
            lines.add(flow(value));
        }
        return lines;
    }

    private static List<String> entry(String key, @Nullable Object value, int column, boolean literals) {
        String head = scalar(key, false) + ":";
        if (literals && value instanceof String text && isLiteral(text)) {
            return literal(head, text);
        }
        if (!isBlock(value, column + head.length() + 1)) {
            return List.of(head + " " + flow(value));
        }
        List<String> lines = new ArrayList<>(List.of(head));
        lines(value, column + 2, literals).forEach(line -> lines.add(indented("  ", line)));
        return lines;
    }

    private static List<String> item(@Nullable Object item, int column, boolean literals) {
        boolean small = item instanceof Map<?, ?> map
                && map.values().stream()
                        .noneMatch(value ->
                                (literals && isLiteral(value)) || (value instanceof Map<?, ?> deep && !deep.isEmpty()))
                && column + 2 + flow(item).length() <= WIDTH;
        if (small || !isBlock(item, column + 2)) {
            return List.of("- " + flow(item));
        }
        return blockItem(item, column, literals);
    }

    private static List<String> blockItem(@Nullable Object item, int column, boolean literals) {
        List<String> lines = new ArrayList<>();
        for (String line : lines(item, column + 2, literals)) {
            lines.add(indented(lines.isEmpty() ? "- " : "  ", line));
        }
        return lines;
    }

    /** True for a text over several lines that a literal block shows as it is, character by character. */
    private static boolean isLiteral(@Nullable Object value) {
        if (!(value instanceof String text) || text.indexOf('\n') < 0) {
            return false;
        }
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return body.equals(body.strip())
                && !body.isEmpty()
                && body.lines().noneMatch(line -> line.endsWith(" "))
                && text.codePoints().allMatch(c -> c == '\n' || isPrintable(c));
    }

    private static List<String> literal(String head, String text) {
        List<String> lines = new ArrayList<>(List.of(head + (text.endsWith("\n") ? " |" : " |-")));
        text.lines().forEach(line -> lines.add(indented("  ", line)));
        return lines;
    }

    private static String indented(String by, String line) {
        return line.isEmpty() ? line : by + line;
    }

    /** The value on one line. */
    static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalar(String.valueOf(entry.getKey()), true) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? scalar(text, true) : String.valueOf(value);
    }

    /** A text as a scalar, plain or in double quotes. */
    static String scalar(String text, boolean inFlow) {
        return isPlain(text, inFlow) ? text : quoted(text);
    }

    private static boolean isPlain(String text, boolean inFlow) {
        boolean clean = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        boolean meaning = !text.isEmpty()
                && HELM.resolve(NodeId.scalar, text, true).equals(Tag.STR)
                && YAML_1_1.resolve(NodeId.scalar, text, true).equals(Tag.STR)
                && !NO_TEXT.matcher(text).matches();
        boolean start = !text.isEmpty()
                && ",[]{}#&*!|>'\"%@`".indexOf(text.charAt(0)) < 0
                && !INDICATOR.matcher(text).matches();
        boolean inner = !text.contains(": ")
                && !text.contains(" #")
                && !text.endsWith(":")
                && text.strip().equals(text);
        boolean fitsFlow =
                text.chars().noneMatch(c -> ",[]{}".indexOf(c) >= 0) && !text.startsWith(":") && !text.startsWith("?");
        return clean && meaning && start && inner && (fitsFlow || !inFlow);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (isPrintable(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append("\\u").append(String.format(java.util.Locale.ROOT, "%04x", c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** Printable in YAML, and not a line break of Unicode's. */
    private static boolean isPrintable(int c) {
        boolean printable =
                (c >= 0x20 && c < 0x7f) || (c >= 0xa1 && c < 0xd800) || (c >= 0xe000 && c < 0xfeff) || c > 0xffff;
        return printable && c != 0x2028 && c != 0x2029;
    }
}
