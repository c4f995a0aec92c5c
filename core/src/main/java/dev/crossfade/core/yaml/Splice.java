package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Sets and appends by position: cuts the new text into the old one and touches nothing else. */
final class Splice {

    private final Source source;
    private final Editable editable;

    Splice(String file, Source source) {
        this.source = source;
        this.editable = new Editable(file, source);
    }

    String set(Node root, YamlPath path, @Nullable Object value, @Nullable String comment) {
        Trail trail = Trail.of(root, path);
        editable.require(trail);
        int found = trail.stops().size();
        if (found == path.steps().size()) {
            return replace(trail.stops().get(found - 1), value, comment);
        }
        Object nested = nest(path.steps().subList(found + 1, path.steps().size()), value);
        String key = (String) path.steps().get(found);
        Node holder = trail.end();
        if (holder instanceof MappingNode map && Source.isBlock(map)) {
            return insert(map, key, nested, comment, found == 0);
        }
        if (holder instanceof MappingNode map && (!map.getValue().isEmpty() || found == 0)) {
            return insertInFlow(map, key, nested, comment);
        }
        boolean empty = holder instanceof MappingNode || holder.getTag().equals(Tag.NULL);
        if (!empty || found == 0) {
            throw editable.refused(holder, "a value that is no map");
        }
        Map<String, @Nullable Object> fresh = new LinkedHashMap<>();
        fresh.put(key, nested);
        return replace(trail.stops().get(found - 1), fresh, comment);
    }

    String append(Node root, YamlPath path, @Nullable Object item, @Nullable String comment) {
        Trail trail = Trail.of(root, path);
        boolean there = trail.stops().size() == path.steps().size();
        if (!there
                || !(trail.end() instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()) {
            List<@Nullable Object> items = new ArrayList<>();
            items.add(item);
            return set(root, path, items, comment);
        }
        editable.require(trail);
        Node last = sequence.getValue().get(sequence.getValue().size() - 1);
        if (!Source.isBlock(sequence)) {
            String text = source.replace(source.end(last), source.end(last), ", " + YamlWriter.flow(item));
            return comment == null ? text : above(text, source.start(sequence), comment);
        }
        int column = source.column(sequence);
        List<String> lines = Source.isBlock(last) ? YamlWriter.blockItem(item, column) : YamlWriter.item(item, column);
        return after(last, source.end(last), commented(lines, comment), column);
    }

    private String replace(Trail.Stop stop, @Nullable Object value, @Nullable String comment) {
        Node key = stop.key();
        int place = source.start(stop.place());
        String text = key == null ? replaceItem(stop.value(), value) : replaceEntry(stop, key, value);
        int line = source.lineStart(place);
        int former = source.migrationComment(line);
        if (comment != null) {
            return above(
                    former == line ? text : new Source(text).replace(former, line, ""),
                    former == line ? place : former,
                    comment);
        }
        return new Source(text).replace(former, line, "");
    }

    private String replaceEntry(Trail.Stop stop, Node key, @Nullable Object value) {
        boolean inBlock = Source.isBlock(stop.parent());
        int column = source.column(key);
        int colon = source.colon(key);
        int end = Math.max(source.end(stop.value()), colon + 1);
        boolean block = inBlock && YamlWriter.isBlock(value, column + (colon - source.start(key)) + 2);
        if (block) {
            return replaceByBlock(colon + 1, end, YamlWriter.lines(value, column + 2), column + 2);
        }
        String flow = YamlWriter.flow(value);
        boolean keepsGap = stop.value() instanceof ScalarNode && source.start(stop.value()) > colon + 1;
        int from = keepsGap ? source.start(stop.value()) : colon + 1;
        return source.replace(from, end, keepsGap ? flow : " " + flow);
    }

    /** A comment behind the old value stays on the key's line, where the value stood on that line. */
    private String replaceByBlock(int from, int end, List<String> lines, int column) {
        int lineEnd = source.lineEnd(from);
        if (end > lineEnd) {
            return source.replace(from, end, joined(lines, column));
        }
        String behind = source.text().substring(end, lineEnd).strip();
        return source.replace(from, lineEnd, (behind.isEmpty() ? "" : " " + behind) + joined(lines, column));
    }

    private String replaceItem(Node item, @Nullable Object value) {
        int start = source.start(item);
        String text = YamlWriter.flow(value);
        if (start == source.end(item) && start > 0 && source.text().charAt(start - 1) == '-') {
            return source.replace(start, start, " " + text);
        }
        if (Source.isBlock(item) && YamlWriter.isBlock(value, source.column(item))) {
            String lines = joined(YamlWriter.lines(value, source.column(item)), source.column(item));
            return source.replace(start, source.end(item), lines.stripLeading());
        }
        return source.replace(start, source.end(item), text);
    }

    private String insert(MappingNode map, String key, @Nullable Object value, @Nullable String comment, boolean top) {
        NodeTuple last = map.getValue().get(map.getValue().size() - 1);
        int column = source.column(map.getValue().get(0).getKeyNode());
        List<String> lines = new ArrayList<>(commented(YamlWriter.entry(key, value, column), comment));
        if (top && separatesTopLevel(map) && (comment != null || !continuesMigration(last))) {
            lines.add(0, "");
        }
        int end = Math.max(source.end(last.getValueNode()), source.colon(last.getKeyNode()) + 1);
        return after(last.getValueNode(), end, lines, column);
    }

    private String insertInFlow(MappingNode map, String key, @Nullable Object value, @Nullable String comment) {
        String entry = YamlWriter.scalar(key, true) + ": " + YamlWriter.flow(value);
        int end = source.offset(map.getEndMark()) - 1;
        if (!map.getValue().isEmpty()) {
            NodeTuple last = map.getValue().get(map.getValue().size() - 1);
            end = Math.max(
                    source.end(last.getValueNode()),
                    source.offset(last.getKeyNode().getEndMark()));
            entry = ", " + entry;
        }
        String text = source.replace(end, end, entry);
        return comment == null ? text : above(text, source.start(map), comment);
    }

    /** True where the file parts its top-level keys by blank lines, mostly. */
    private boolean separatesTopLevel(MappingNode map) {
        int gaps = 0;
        for (int i = 1; i < map.getValue().size(); i++) {
            int from = source.end(map.getValue().get(i - 1).getValueNode());
            int to = source.start(map.getValue().get(i).getKeyNode());
            boolean blank = from < to && source.text().substring(from, to).matches("(?s).*\\n[ \\t]*\\r?\\n.*");
            gaps += blank ? 1 : -1;
        }
        return gaps > 0;
    }

    /** True where the last key belongs to a group of the migration's: it stands directly under its comment or another key. */
    private boolean continuesMigration(NodeTuple last) {
        int line = source.lineStart(source.start(last.getKeyNode()));
        boolean follows = line > 1
                && source.text().charAt(line - 2) != '\n'
                && source.text().charAt(line - 2) != '\r';
        return follows && source.text().contains("# migration:");
    }

    private static @Nullable Object nest(List<Object> steps, @Nullable Object value) {
        Object nested = value;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put((String) steps.get(i), nested);
            nested = map;
        }
        return nested;
    }

    private static List<String> commented(List<String> lines, @Nullable String comment) {
        if (comment == null) {
            return lines;
        }
        List<String> all = new ArrayList<>(List.of("# " + comment));
        all.addAll(lines);
        return all;
    }

    /** Lines behind the line of this place, indented; a block text that ends with the file would gain a line break. */
    private String after(Node last, int place, List<String> lines, int column) {
        int at = source.lineEnd(place);
        if (at == source.text().length() && source.endsInBlockText(last)) {
            throw editable.refused(last, "a block text without a line break at the end of the file");
        }
        String rest = at == source.text().length() ? source.lineBreak() : "";
        return source.replace(at, at, joined(lines, column) + rest);
    }

    /** A comment on a line of its own above the line of this place in a text, indented like that line. */
    private String above(String text, int place, String comment) {
        Source edited = new Source(text);
        int line = edited.lineStart(place);
        int end = line;
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        return edited.replace(line, line, text.substring(line, end) + "# " + comment + source.lineBreak());
    }

    private String joined(List<String> lines, int column) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(source.lineBreak());
            text.append(line.isEmpty() ? "" : " ".repeat(column)).append(line);
        }
        return text.toString();
    }
}
