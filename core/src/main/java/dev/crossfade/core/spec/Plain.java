package dev.crossfade.core.spec;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML text to nodes, and nodes to plain values: maps, lists, texts, numbers, booleans. */
final class Plain {

    private Plain() {}

    static Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(50);
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    }

    static @Nullable Object of(Node node) {
        if (node instanceof MappingNode map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (NodeTuple tuple : map.getValue()) {
                values.put(String.valueOf(of(tuple.getKeyNode())), of(tuple.getValueNode()));
            }
            return values;
        }
        if (node instanceof SequenceNode sequence) {
            List<@Nullable Object> items = new ArrayList<>();
            sequence.getValue().forEach(item -> items.add(of(item)));
            return items;
        }
        ScalarNode scalar = (ScalarNode) node;
        if (Objects.equals(scalar.getTag(), Tag.BOOL)) {
            return scalar.getValue().equalsIgnoreCase("true");
        }
        if (Objects.equals(scalar.getTag(), Tag.INT) && scalar.getValue().matches("-?(0|[1-9][0-9]{0,17})")) {
            return Long.parseLong(scalar.getValue());
        }
        if (Objects.equals(scalar.getTag(), Tag.FLOAT) && scalar.getValue().matches("-?[0-9]{1,9}\\.[0-9]{1,9}")) {
            return Double.parseDouble(scalar.getValue());
        }
        return Objects.equals(scalar.getTag(), Tag.NULL) ? null : scalar.getValue();
    }
}
