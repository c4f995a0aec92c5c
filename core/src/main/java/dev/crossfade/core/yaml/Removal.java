package dev.crossfade.core.yaml;

import java.util.List;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;

/** Removes by position: an entry or item with its comments of the migration, and whatever it leaves empty. */
final class Removal {

    private final Source source;
    private final Editable editable;

    Removal(String file, Source source) {
        this.source = source;
        this.editable = new Editable(file, source);
    }

    /** The text without the node, which exists. */
    String remove(Node root, YamlPath path) {
        Trail trail = Trail.of(root, path);
        editable.require(trail);
        int depth = trail.stops().size() - 1;
        while (depth > 0 && size(trail.stops().get(depth).parent()) == 1) {
            depth--;
        }
        Trail.Stop stop = trail.stops().get(depth);
        if (size(stop.parent()) == 1 || !Source.isBlock(stop.parent())) {
            return inFlow(stop);
        }
        return inBlock(stop);
    }

    private String inBlock(Trail.Stop stop) {
        Node place = stop.place();
        int start = source.start(place);
        int line = source.lineStart(start);
        int end = contentEnd(stop);
        if (stop.key() != null && !source.opensLine(start)) {
            // the first key of a list's item shares its line with the dash: the next key takes its place
            MappingNode map = (MappingNode) stop.parent();
            return source.replace(start, source.start(map.getValue().get(1).getKeyNode()), "");
        }
        return source.replace(source.migrationComment(line), source.nextLine(end), "");
    }

    /** Also for the only entry of a block map at the root, which becomes an empty map. */
    private String inFlow(Trail.Stop stop) {
        if (size(stop.parent()) == 1) {
            boolean block = Source.isBlock(stop.parent());
            int from = block
                    ? source.migrationComment(source.lineStart(source.start(stop.place())))
                    : source.start(stop.place());
            return source.replace(from, contentEnd(stop), block ? "{}" : "");
        }
        List<?> all = ((CollectionNode<?>) stop.parent()).getValue();
        if (stop.position() > 0) {
            return source.replace(end(all.get(stop.position() - 1)), contentEnd(stop), "");
        }
        return source.replace(source.start(stop.place()), start(all.get(1)), "");
    }

    private int contentEnd(Trail.Stop stop) {
        int end = source.end(stop.value());
        Node key = stop.key();
        return key == null ? end : Math.max(end, source.offset(key.getEndMark()));
    }

    private int end(Object element) {
        return element instanceof NodeTuple tuple
                ? Math.max(
                        source.end(tuple.getValueNode()),
                        source.offset(tuple.getKeyNode().getEndMark()))
                : source.end((Node) element);
    }

    private int start(Object element) {
        return source.start(element instanceof NodeTuple tuple ? tuple.getKeyNode() : (Node) element);
    }

    private static int size(Node collection) {
        return ((CollectionNode<?>) collection).getValue().size();
    }
}
