package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The way from a document's root along a path, as far as nodes exist. */
record Trail(Node root, List<Stop> stops) {

    /**
     * One step of the way.
     *
     * @param parent the collection that holds it
     * @param position its position in the collection
     * @param key the key's node in a map, null in a list
     */
    record Stop(Node parent, int position, @Nullable Node key, Node value) {

        /** Where a reader would point at it. */
        Node place() {
            return key == null ? value : key;
        }
    }

    static Trail of(Node root, YamlPath path) {
        List<Stop> stops = new ArrayList<>();
        Node at = root;
        for (Object step : path.steps()) {
            Stop stop = step instanceof Integer index ? item(at, index) : entry(at, (String) step);
            if (stop == null) {
                break;
            }
            stops.add(stop);
            at = stop.value();
        }
        return new Trail(root, stops);
    }

    /** The deepest node that the path reaches. */
    Node end() {
        return stops.isEmpty() ? root : stops.get(stops.size() - 1).value();
    }

    private static @Nullable Stop entry(Node at, String key) {
        if (at instanceof MappingNode map) {
            for (int i = 0; i < map.getValue().size(); i++) {
                NodeTuple tuple = map.getValue().get(i);
                if (TypedValue.key(tuple.getKeyNode()).equals(key)) {
                    return new Stop(map, i, tuple.getKeyNode(), tuple.getValueNode());
                }
            }
        }
        return null;
    }

    private static @Nullable Stop item(Node at, int index) {
        return at instanceof SequenceNode sequence
                        && index < sequence.getValue().size()
                ? new Stop(sequence, index, null, sequence.getValue().get(index))
                : null;
    }
}
