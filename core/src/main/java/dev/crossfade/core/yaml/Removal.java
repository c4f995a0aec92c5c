package dev.crossfade.core.yaml;

import java.util.List;
import java.util.stream.Stream;
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

    /**
     * The text without the node, which exists.
     *
     * @param comments what stands above it on its account, where that cannot be told from where it stands
     */
    String remove(YamlPath path, List<String> comments) {
        Trail trail = Trail.of(source.root(), path);
        editable.require(trail);
        int depth = trail.stops().size() - 1;
        while (depth > 0 && size(trail.stops().get(depth).parent()) == 1) {
            depth--;
        }
        Trail.Stop stop = trail.stops().get(depth);
        Cuts cuts = new Cuts(source.text());
        if (size(stop.parent()) == 1) {
            last(cuts, stop);
        } else if (Source.isBlock(stop.parent())) {
            inBlock(cuts, stop);
        } else {
            inFlow(cuts, stop);
        }
        if (!comments.isEmpty() && !Source.isBlock(stop.parent())) {
            Stream.of(source.start(stop.parent()), source.start(stop.place()))
                    .map(source::lineStart)
                    .distinct()
                    .forEach(line -> uncomment(cuts, line, comments));
        }
        return cuts.applied();
    }

    private void inBlock(Cuts cuts, Trail.Stop stop) {
        int start = source.start(stop.place());
        if (stop.key() != null && !source.opensLine(start)) {
            // the first key of a list's item shares its line with the dash: the next key takes its place
            MappingNode map = (MappingNode) stop.parent();
            cuts.delete(start, source.start(map.getValue().get(1).getKeyNode()));
            return;
        }
        int first = stop.key() == null ? source.dash(stop.value()) : start;
        int from = source.migrationComment(source.lineStart(first));
        int to = source.behindInnerComments(
                source.blockText(stop.value())
                        .filter(source::keepsEmptyLines)
                        .map(source::textEnd)
                        .orElseGet(() -> source.nextLine(contentEnd(stop))),
                source.column(stop.key() == null ? stop.parent() : stop.key()));
        boolean follows = to < source.text().length() && !source.isBlankLine(to);
        if (follows || from == 0) {
            cuts.delete(from, to);
        } else if (source.isBlankLine(source.lineStart(from - 1)) && !source.inText(source.lineStart(from - 1))) {
            cuts.delete(source.lineStart(from - 1), to);
        } else {
            cuts.delete(from, source.keepsLinesBefore(from) ? source.nextContent(to) : to);
        }
    }

    /** Among the comments of the migration directly above a line. */
    private void uncomment(Cuts cuts, int line, List<String> comments) {
        for (int at = source.migrationComment(line); at < line; at = source.nextLine(at)) {
            String above = source.text().substring(at, source.lineEnd(at)).strip();
            if (comments.stream().anyMatch(comment -> above.equals("# " + comment))) {
                cuts.delete(at, source.nextLine(at));
            }
        }
    }

    /** The only entry of a map or item of a list at the root, which becomes an empty one. */
    private void last(Cuts cuts, Trail.Stop stop) {
        boolean block = Source.isBlock(stop.parent());
        int start = source.start(stop.place());
        int from = block ? source.migrationComment(source.lineStart(start)) : start;
        String empty = stop.key() == null ? "[]" : "{}";
        cuts.replace(from, contentEnd(stop), block ? empty : "");
    }

    private void inFlow(Cuts cuts, Trail.Stop stop) {
        List<?> all = ((CollectionNode<?>) stop.parent()).getValue();
        if (stop.position() > 0) {
            cuts.delete(end(all.get(stop.position() - 1)), contentEnd(stop));
        } else {
            cuts.delete(source.start(stop.place()), start(all.get(1)));
        }
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
