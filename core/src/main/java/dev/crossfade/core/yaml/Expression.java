package dev.crossfade.core.yaml;

import dev.crossfade.core.report.Where;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * An expression of a template, as Helm renders it: without quotes {@code {{ .Values.x }}} reads as a map whose key is a map,
 * which no object in JSON can have.
 *
 * @param text as it was written, but for spaces
 */
public record Expression(String text, Where where) {

    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^[ \\t]*(?:- +)*(?:[^\\s#:'\"]+:[ \\t]+)?(\\{\\{.*?(?:\\}\\}|$))");

    /** The first one that begins a line or a value, in a text that need not be YAML. */
    public static Optional<Expression> written(String file, String text) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        String before = text.substring(0, found.start(1));
        int line = (int) before.chars().filter(each -> each == '\n').count() + 1;
        return Optional.of(
                new Expression(found.group(1), Where.at(file, line, before.length() - before.lastIndexOf('\n'))));
    }

    /** The first one below a node that YAML has read as a map. */
    static Optional<Expression> in(String file, Node node) {
        Optional<String> text = text(node);
        if (text.isPresent()) {
            return text.map(found -> new Expression(
                    found,
                    Where.at(
                            file,
                            node.getStartMark().getLine() + 1,
                            node.getStartMark().getColumn() + 1)));
        }
        Stream<Node> below = node instanceof MappingNode map
                ? map.getValue().stream().flatMap(tuple -> Stream.of(tuple.getKeyNode(), tuple.getValueNode()))
                : node instanceof SequenceNode list ? list.getValue().stream() : Stream.of();
        return below.flatMap(each -> in(file, each).stream()).findFirst();
    }

    /** What a map stands for that is none. */
    static Optional<String> text(Node node) {
        return only(node)
                .flatMap(Expression::only)
                .filter(ScalarNode.class::isInstance)
                .map(scalar -> "{{ " + ((ScalarNode) scalar).getValue() + " }}");
    }

    /** The one key of a map in braces, where it has no value. */
    private static Optional<Node> only(Node node) {
        return node instanceof MappingNode map
                        && map.getValue().size() == 1
                        && map.getFlowStyle() == org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW
                        && Objects.equals(map.getValue().get(0).getValueNode().getTag(), Tag.NULL)
                ? Optional.of(map.getValue().get(0).getKeyNode())
                : Optional.empty();
    }
}
