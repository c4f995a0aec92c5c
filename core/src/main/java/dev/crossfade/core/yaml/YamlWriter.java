package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private YamlWriter() {}

    /** The value as a document, ending in a newline. */
    public static String write(@Nullable Object value) {
        String text = isBlock(value, 0) ? String.join("\n", lines(value, 0)) : flow(value);
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

    /** The lines of a value in block style, without indentation of their own; column is where they will stand. */
    static List<String> lines(@Nullable Object value, int column) {
        List<String> lines = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> lines.addAll(entry(String.valueOf(key), item, column)));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> lines.addAll(item(item, column)));
        } else {
            lines.add(flow(value));
        }
        return lines;
    }

    /** The lines of one entry of a block map. */
    static List<String> entry(String key, @Nullable Object value, int column) {
        String head = scalar(key, false) + ":";
        if (!isBlock(value, column + head.length() + 1)) {
            return List.of(head + " " + flow(value));
        }
        List<String> lines = new ArrayList<>(List.of(head));
        lines(value, column + 2).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** The lines of one item of a block list. */
    static List<String> item(@Nullable Object item, int column) {
        boolean small = item instanceof Map<?, ?> map
                && map.values().stream().noneMatch(value -> value instanceof Map<?, ?> deep && !deep.isEmpty())
                && column + 2 + flow(item).length() <= WIDTH;
        if (small || !isBlock(item, column + 2)) {
            return List.of("- " + flow(item));
        }
        return blockItem(item, column);
    }

    /** The lines of one item of a block list, spread over lines even where it is small. */
    static List<String> blockItem(@Nullable Object item, int column) {
        List<String> lines = new ArrayList<>();
        for (String line : lines(item, column + 2)) {
            lines.add((lines.isEmpty() ? "- " : "  ") + line);
        }
        return lines;
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
                && !text.matches(
                        "0[oO].*|[-+]?[0-9][0-9_:eExX]*|[-+]?[0-9_]*\\.[0-9_eE+-]*|[-+]?[0-9][0-9_]*(:[0-9_]+)+(\\.[0-9_]*)?|=|---.*|\\.\\.\\..*");
        boolean start =
                !text.isEmpty() && ",[]{}#&*!|>'\"%@`".indexOf(text.charAt(0)) < 0 && !text.matches("[-?:]( .*)?");
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
