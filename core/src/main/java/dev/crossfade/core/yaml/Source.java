package dev.crossfade.core.yaml;

import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A file's text with the questions that an edit asks of it: offsets of marks, lines, and where a node's text ends.
 *
 * @param root the edited document, whose texts over several lines are not searched for comments
 */
record Source(String text, Node root) {

    /** Marks count code points, the text counts chars. */
    int offset(Mark mark) {
        return offset(text, mark);
    }

    static int offset(String text, Mark mark) {
        return text.offsetByCodePoints(0, mark.getIndex());
    }

    int start(Node node) {
        return offset(node.getStartMark());
    }

    /** Where the node's own text ends; the end mark of a block collection lies behind comments that follow it. */
    int end(Node node) {
        if (node instanceof CollectionNode<?> collection && isBlock(node)) {
            if (collection.getValue().isEmpty()) {
                return start(node);
            }
            Object last = collection.getValue().get(collection.getValue().size() - 1);
            return last instanceof NodeTuple tuple ? end(tuple) : end((Node) last);
        }
        int end = offset(node.getEndMark());
        if (node instanceof ScalarNode scalar && !scalar.isPlain() && isBlockScalar(scalar)) {
            while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
        }
        return end;
    }

    private int end(NodeTuple tuple) {
        return Math.max(end(tuple.getValueNode()), colon(tuple.getKeyNode()) + 1);
    }

    /** The literal or folded block that a node's text ends with. */
    Optional<ScalarNode> blockText(Node node) {
        if (node instanceof CollectionNode<?> collection
                && isBlock(node)
                && !collection.getValue().isEmpty()) {
            Object last = collection.getValue().get(collection.getValue().size() - 1);
            return blockText(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        return node instanceof ScalarNode scalar && isBlockScalar(scalar) ? Optional.of(scalar) : Optional.empty();
    }

    /** True for a block text that keeps the empty lines behind it: {@code |+} and {@code >+}. */
    boolean keepsEmptyLines(ScalarNode block) {
        return header(block).indexOf('+') >= 0;
    }

    /** True for a block text that ends without a line break whatever follows: {@code |-} and {@code >-}. */
    boolean dropsLineBreaks(ScalarNode block) {
        return header(block).indexOf('-') >= 0;
    }

    /** The indicators behind | or >, without tag, anchor and comment. */
    private String header(ScalarNode block) {
        return text.substring(start(block), lineEnd(start(block)))
                .replaceFirst("^(?:[!&]\\S*\\s+)*[|>]", "")
                .replaceFirst("\\s.*", "");
    }

    /** The colon behind a key. */
    int colon(Node key) {
        int at = offset(key.getEndMark());
        while (at < text.length() && text.charAt(at) != ':') {
            at++;
        }
        return at;
    }

    static boolean isBlock(Node node) {
        return node instanceof MappingNode map
                ? map.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK
                : node instanceof SequenceNode sequence
                        && sequence.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.BLOCK;
    }

    private static boolean isBlockScalar(ScalarNode node) {
        return node.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.LITERAL
                || node.getScalarStyle() == org.yaml.snakeyaml.DumperOptions.ScalarStyle.FOLDED;
    }

    /** Where a block list's item begins with its dash, which may stand alone on a line above. */
    int dash(Node item) {
        int start = start(item);
        if (!opensLine(start)) {
            return start;
        }
        int line = lineStart(start);
        while (line > 0) {
            line = lineStart(line - 1);
            String above = text.substring(line, lineEnd(line)).strip();
            if (above.matches("-(\\s+#.*)?")) {
                return line;
            }
            if (!above.isEmpty() && !above.startsWith("#")) {
                return start;
            }
        }
        return start;
    }

    int column(Node node) {
        return node.getStartMark().getColumn();
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** End of the line, without its line break. */
    int lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        int stop = end < 0 ? text.length() : end;
        return stop > offset && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
    }

    /** Behind the tabs that part a value from its comment: YAML 1.1 has them behind plain text alone (SnakeYAML). */
    int tabsBehind(int offset) {
        int behind = offset;
        while (behind < text.length() && text.charAt(behind) == '\t') {
            behind++;
        }
        return behind < text.length() && text.charAt(behind) == '#' ? behind : offset;
    }

    /** Begin of the line after this one. */
    int nextLine(int offset) {
        return nextLine(text, offset);
    }

    static int nextLine(String text, int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    /** Begin of the comment lines of the migration directly above a line, or the line's own begin. */
    int migrationComment(int lineStart) {
        int at = lineStart;
        while (at > 0) {
            int above = lineStart(at - 1);
            if (!text.substring(above, at).strip().startsWith("# migration:") || inText(above)) {
                return at;
            }
            at = above;
        }
        return at;
    }

    /** True where a line is part of a text over several lines. */
    boolean inText(int lineStart) {
        return inText(root, lineStart);
    }

    private boolean inText(Node node, int lineStart) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream()
                    .anyMatch(
                            tuple -> inText(tuple.getKeyNode(), lineStart) || inText(tuple.getValueNode(), lineStart));
        }
        return node instanceof SequenceNode sequence
                ? sequence.getValue().stream().anyMatch(item -> inText(item, lineStart))
                : start(node) < lineStart && lineStart < (node instanceof ScalarNode text ? textEnd(text) : end(node));
    }

    boolean isBlankLine(int lineStart) {
        return text.substring(lineStart, lineEnd(lineStart)).isBlank();
    }

    /** Begin of the first line from here that is not blank, or the end of the text. */
    int nextContent(int lineStart) {
        int at = lineStart;
        while (at < text.length() && isBlankLine(at)) {
            at = nextLine(at);
        }
        return at;
    }

    /** Begin of the first line from here that is no comment deeper than a column; blank lines between such comments count. */
    int behindInnerComments(int lineStart, int column) {
        int behind = lineStart;
        for (int at = nextContent(lineStart); at < text.length(); at = nextContent(nextLine(at))) {
            String line = text.substring(at, lineEnd(at));
            if (!line.strip().startsWith("#") || line.indexOf('#') <= column) {
                return behind;
            }
            behind = nextLine(at);
        }
        return behind;
    }

    /** Begin of the line behind the document's last comment, from this line on. */
    int behindLastComment(int lineStart) {
        int behind = lineStart;
        int end = offset(root.getEndMark());
        for (int at = nextContent(lineStart); at < end; at = nextContent(nextLine(at))) {
            behind = nextLine(at);
        }
        return behind;
    }

    /** True where a text that keeps its empty lines ends at this line's begin: it would take more of them as its own. */
    boolean keepsLinesBefore(int lineStart) {
        return keepsLinesBefore(root, lineStart);
    }

    private boolean keepsLinesBefore(Node node, int lineStart) {
        if (node instanceof MappingNode map) {
            return map.getValue().stream().anyMatch(tuple -> keepsLinesBefore(tuple.getValueNode(), lineStart));
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream().anyMatch(item -> keepsLinesBefore(item, lineStart));
        }
        return node instanceof ScalarNode block
                && isBlockScalar(block)
                && keepsEmptyLines(block)
                && textEnd(block) == lineStart;
    }

    /** Where a text ends, with the empty lines that it keeps. */
    int textEnd(ScalarNode node) {
        return isBlockScalar(node) && keepsEmptyLines(node) ? offset(node.getEndMark()) : end(node);
    }

    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Only white space, list dashes and nothing else before this place in its line. */
    boolean opensLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }
}
