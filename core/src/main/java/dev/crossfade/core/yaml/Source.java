package dev.crossfade.core.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A file's text with the questions that an edit asks of it: offsets of marks, lines, and where a node's text ends. */
record Source(String text) {

    /** Marks count code points, the text counts chars. */
    int offset(Mark mark) {
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

    /** True where the node's last text is a literal or folded block. */
    boolean endsInBlockText(Node node) {
        if (node instanceof CollectionNode<?> collection
                && isBlock(node)
                && !collection.getValue().isEmpty()) {
            Object last = collection.getValue().get(collection.getValue().size() - 1);
            return endsInBlockText(last instanceof NodeTuple tuple ? tuple.getValueNode() : (Node) last);
        }
        return node instanceof ScalarNode scalar && isBlockScalar(scalar);
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

    /** Begin of the line after this one. */
    int nextLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    /** Begin of the comment lines of the migration directly above a line, or the line's own begin. */
    int migrationComment(int lineStart) {
        int at = lineStart;
        while (at > 0) {
            int above = lineStart(at - 1);
            if (!text.substring(above, at).strip().startsWith("# migration:")) {
                return at;
            }
            at = above;
        }
        return at;
    }

    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Only white space, list dashes and nothing else before this place in its line. */
    boolean opensLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    String replace(int from, int to, String with) {
        return text.substring(0, from) + with + text.substring(to);
    }
}
