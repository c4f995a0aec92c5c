package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Nodes to plain values, typed as Helm types them; and equality of such values. */
public final class TypedValue {

    private TypedValue() {}

    /** An expression of a template is the text that somebody wrote, and no map. */
    static @Nullable Object of(Node node) {
        Optional<String> expression = Expression.text(node);
        if (expression.isPresent()) {
            return expression.get();
        }
        if (node instanceof MappingNode map) {
            return map(map);
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(of(item)));
            return items;
        }
        return scalar((ScalarNode) node);
    }

    /** Keys in their order; a merge key overrides what stands before it, as yaml.v2 decodes it. */
    private static Map<String, @Nullable Object> map(MappingNode map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (NodeTuple tuple : map.getValue()) {
            if (Objects.equals(tuple.getKeyNode().getTag(), Tag.MERGE)) {
                merge(tuple.getValueNode(), values);
            } else {
                values.put(key(tuple.getKeyNode()), of(tuple.getValueNode()));
            }
        }
        return values;
    }

    private static void merge(Node source, Map<String, @Nullable Object> into) {
        if (source instanceof MappingNode map) {
            into.putAll(map(map));
        } else if (source instanceof SequenceNode sequence) {
            for (int i = sequence.getValue().size() - 1; i >= 0; i--) {
                merge(sequence.getValue().get(i), into);
            }
        }
    }

    /** A key is text in JSON: true, 1 and 1.5 become "true", "1" and "1.5". */
    static String key(Node node) {
        return node instanceof ScalarNode scalar
                ? String.valueOf(scalar(scalar))
                : Expression.text(node).orElse(node.getNodeId().name());
    }

    private static @Nullable Object scalar(ScalarNode node) {
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL)) {
            return HelmScalars.bool(node.getValue());
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            Object number = HelmScalars.number(node.getValue());
            return number == null ? node.getValue() : number;
        }
        return node.getValue();
    }

    /** Equal as Helm sees it: numbers by their value, maps whatever their order. */
    public static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number left && other instanceof Number right) {
            return left.doubleValue() == right.doubleValue();
        }
        if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream().allMatch(entry -> same(entry.getValue(), right.get(entry.getKey())));
        }
        if (one instanceof List<?> left && other instanceof List<?> right) {
            boolean same = left.size() == right.size();
            for (int i = 0; same && i < left.size(); i++) {
                same = same(left.get(i), right.get(i));
            }
            return same;
        }
        return Objects.equals(one, other);
    }
}
