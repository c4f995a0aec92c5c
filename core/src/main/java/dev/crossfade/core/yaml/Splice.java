package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
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
    private final Cuts cuts;

    Splice(String file, Source source) {
        this.source = source;
        this.cuts = new Cuts(source.text());
        this.editable = new Editable(file, source);
    }

    String set(YamlPath path, @Nullable Object value, @Nullable String comment) {
        Trail trail = Trail.of(source.root(), path);
        int found = trail.stops().size();
        if (found == path.steps().size()) {
            editable.require(trail);
            replace(trail.stops().get(found - 1), value, comment);
            return cuts.applied();
        }
        editable.requireBehind(trail);
        Object nested = nest(path.steps().subList(found + 1, path.steps().size()), value);
        String key = (String) path.steps().get(found);
        Node holder = trail.end();
        boolean hollow = holder instanceof MappingNode map && map.getValue().isEmpty();
        boolean empty = hollow || holder.getTag().equals(Tag.NULL);
        if (holder instanceof MappingNode map && Source.isBlock(map)) {
            insert(map, key, nested, comment, found == 0);
        } else if (holder instanceof MappingNode map && !hollow) {
            insertInFlow(map, key, nested, comment);
        } else if (empty && found == 0) {
            fill(holder, commented(YamlWriter.entry(key, nested, 0), comment));
        } else if (empty) {
            Map<String, @Nullable Object> fresh = new LinkedHashMap<>();
            fresh.put(key, nested);
            replace(trail.stops().get(found - 1), fresh, comment);
        } else {
            throw editable.refused(holder, "a value that is no map");
        }
        return cuts.applied();
    }

    String append(YamlPath path, @Nullable Object item, @Nullable String comment) {
        Trail trail = Trail.of(source.root(), path);
        boolean there = trail.stops().size() == path.steps().size();
        if (!there
                || !(trail.end() instanceof SequenceNode sequence)
                || sequence.getValue().isEmpty()) {
            List<@Nullable Object> items = new ArrayList<>();
            items.add(item);
            return set(path, items, comment);
        }
        editable.requireBehind(trail);
        Node last = sequence.getValue().get(sequence.getValue().size() - 1);
        if (!Source.isBlock(sequence)) {
            inFlow(sequence, source.end(last), YamlWriter.flow(item), comment);
            return cuts.applied();
        }
        int column = source.column(sequence);
        boolean spread = Source.isBlock(last) && YamlWriter.isBlock(item, column);
        List<String> lines = spread ? YamlWriter.blockItem(item, column) : YamlWriter.item(item, column);
        after(last, source.end(last), commented(lines, comment), column, false);
        return cuts.applied();
    }

    private void replace(Trail.Stop stop, @Nullable Object value, @Nullable String comment) {
        Node key = stop.key();
        int line = source.lineStart(source.start(stop.place()));
        cuts.delete(source.migrationComment(line), line);
        above(line, comment);
        if (key == null) {
            replaceItem(stop.value(), value);
        } else {
            replaceEntry(stop, key, value);
        }
    }

    private void replaceEntry(Trail.Stop stop, Node key, @Nullable Object value) {
        boolean inBlock = Source.isBlock(stop.parent());
        int column = source.column(key);
        int colon = source.colon(key);
        int end = Math.max(source.end(stop.value()), colon + 1);
        boolean block = inBlock && YamlWriter.isBlock(value, column + (colon - source.start(key)) + 2);
        if (block) {
            boolean shown = isNothing(stop.value()) && endsTexts(colon + 1, end, column);
            List<String> lines = shown ? YamlWriter.texts(value, column + 2) : YamlWriter.lines(value, column + 2);
            replaceByBlock(colon + 1, end, lines, column + 2);
            return;
        }
        String flow = flowLike(stop.value(), value);
        boolean keepsGap = stop.value() instanceof ScalarNode && source.start(stop.value()) > colon + 1;
        int from = keepsGap ? source.start(stop.value()) : colon + 1;
        int tabs = source.tabsBehind(end);
        cuts.replace(from, tabs, (keepsGap ? flow : " " + flow) + (tabs > end ? " " : ""));
    }

    private static boolean isNothing(Node value) {
        return value instanceof SequenceNode list
                ? list.getValue().isEmpty()
                : value.getTag().equals(Tag.NULL);
    }

    /** True where what follows a value could be no part of a text over several lines that the new one ends with. */
    private boolean endsTexts(int from, int end, int column) {
        int lineEnd = source.lineEnd(end);
        boolean behind = end > source.lineEnd(from)
                && !source.text().substring(end, lineEnd).isBlank();
        if (behind || lineEnd == source.text().length()) {
            return false;
        }
        for (int at = source.nextLine(lineEnd); at < source.text().length(); at = source.nextLine(at)) {
            String line = source.text().substring(at, source.lineEnd(at));
            if (line.length() - line.stripLeading().length() > column) {
                return false;
            }
            if (!line.isBlank()) {
                return true;
            }
        }
        return true;
    }

    /** Quotes stay the customer's: where the old text had single ones, the new one gets them, if it needs any. */
    private static String flowLike(Node old, @Nullable Object value) {
        String text = YamlWriter.flow(value);
        boolean single = old instanceof ScalarNode scalar && scalar.getScalarStyle() == ScalarStyle.SINGLE_QUOTED;
        return single && value instanceof String && text.matches("\"[^'\\\\]*\"")
                ? "'" + text.substring(1, text.length() - 1) + "'"
                : text;
    }

    /** A comment behind the old value stays on the key's line, where the value stood on that line. */
    private void replaceByBlock(int from, int end, List<String> lines, int column) {
        int lineEnd = source.lineEnd(from);
        if (end > lineEnd) {
            cuts.replace(from, end, joined(lines, column));
            return;
        }
        String behind = source.text().substring(end, lineEnd).strip();
        cuts.replace(from, lineEnd, (behind.isEmpty() ? "" : " " + behind) + joined(lines, column));
    }

    private void replaceItem(Node item, @Nullable Object value) {
        int start = source.start(item);
        String text = flowLike(item, value);
        if (start == source.end(item) && start > 0 && source.text().charAt(start - 1) == '-') {
            cuts.insert(start, " " + text);
        } else if (Source.isBlock(item) && YamlWriter.isBlock(value, source.column(item))) {
            String lines = joined(YamlWriter.lines(value, source.column(item)), source.column(item));
            cuts.replace(start, source.end(item), lines.stripLeading());
        } else {
            int end = source.end(item);
            int tabs = source.tabsBehind(end);
            cuts.replace(start, tabs, text + (tabs > end ? " " : ""));
        }
    }

    private void insert(MappingNode map, String key, @Nullable Object value, @Nullable String comment, boolean top) {
        NodeTuple last = map.getValue().get(map.getValue().size() - 1);
        int column = source.column(map.getValue().get(0).getKeyNode());
        List<String> lines = new ArrayList<>(commented(YamlWriter.entry(key, value, column), comment));
        if (top && separatesTopLevel(map) && (comment != null || !continuesMigration(last))) {
            lines.add(0, "");
        }
        int end = Math.max(source.end(last.getValueNode()), source.colon(last.getKeyNode()) + 1);
        after(last.getValueNode(), end, lines, column, top);
    }

    private void insertInFlow(MappingNode map, String key, @Nullable Object value, @Nullable String comment) {
        String entry = YamlWriter.scalar(key, true) + ": " + YamlWriter.flow(value);
        NodeTuple last = map.getValue().get(map.getValue().size() - 1);
        int end = Math.max(
                source.end(last.getValueNode()), source.offset(last.getKeyNode().getEndMark()));
        inFlow(map, end, entry, comment);
    }

    /** Behind the last element of a flow collection. */
    private void inFlow(CollectionNode<?> collection, int lastEnd, String element, @Nullable String comment) {
        cuts.insert(lastEnd, ", " + element);
        aboveFlow(collection, comment);
    }

    /** Several elements of one line may have the same reason, which then stands there once. */
    private void aboveFlow(CollectionNode<?> collection, @Nullable String comment) {
        int line = source.lineStart(source.start(collection));
        String former = source.text().substring(source.migrationComment(line), line);
        if (comment == null || former.lines().map(String::strip).noneMatch(("# " + comment)::equals)) {
            above(line, comment);
        }
    }

    /** A document that holds nothing yet gets its lines. */
    private void fill(Node nothing, List<String> lines) {
        int start = source.start(nothing);
        int end = source.end(nothing);
        boolean opens = end > start && source.opensLine(start);
        int at = end > start ? end : source.lineEnd(end);
        String text = joined(lines, 0);
        String rest = at == source.text().length() ? source.lineBreak() : "";
        cuts.replace(
                end > start ? start : at,
                at,
                (opens ? text.substring(source.lineBreak().length()) : text) + rest);
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
        boolean follows = line > 0 && !source.isBlankLine(source.lineStart(line - 1));
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

    /**
     * Lines behind the line of this place and the deeper comments and kept empty lines that belong to it, indented; a key at
     * the top goes behind all comments, so that it never parts the file's last words from their key.
     */
    private void after(Node last, int place, List<String> lines, int column, boolean top) {
        Optional<ScalarNode> block = source.blockText(last);
        int lineEnd = source.lineEnd(place);
        if (block.isPresent()
                && !source.dropsLineBreaks(block.get())
                && lineEnd == source.text().length()) {
            throw editable.unendedText(last);
        }
        Optional<ScalarNode> keeping = block.filter(source::keepsEmptyLines);
        int next = keeping.map(source::textEnd).orElseGet(() -> source.nextLine(lineEnd));
        int at = top ? source.behindLastComment(next) : source.behindInnerComments(next, column);
        if (at == lineEnd || !source.opensLine(at)) {
            cuts.insert(source.text().length(), joined(lines, column) + source.lineBreak());
            return;
        }
        boolean parted = lines.get(0).isEmpty() && keeping.isPresent();
        String text = joined(parted ? lines.subList(1, lines.size()) : lines, column);
        cuts.insert(at, text.substring(source.lineBreak().length()) + source.lineBreak());
    }

    /** A comment on a line of its own above a line, indented like that line. */
    private void above(int line, @Nullable String comment) {
        if (comment == null) {
            return;
        }
        int end = line;
        while (end < source.text().length() && source.text().charAt(end) == ' ') {
            end++;
        }
        cuts.insert(line, source.text().substring(line, end) + "# " + comment + source.lineBreak());
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
