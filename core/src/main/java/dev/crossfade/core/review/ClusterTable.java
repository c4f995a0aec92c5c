package dev.crossfade.core.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of what changes, in the order added, changed, removed, files; long ones are cut with a count.
 *
 * @param rows most rows that it may have
 * @param rest where rows stand that are left out
 * @param marker tells the markers, which every phase changes
 */
record ClusterTable(ObjectDiff diff, Predicate<ObjectKey> marker, int rows, String rest) {

    private static final int NAMES = 12;
    private static final int FIELDS = 8;

    /** Whether something was left out, so that the whole has to stand elsewhere. */
    record Cut(String text, boolean whole) {}

    Cut cut() {
        List<String> all = new ArrayList<>(grouped(ObjectChange.Kind.ADDED));
        diff.of(ObjectChange.Kind.CHANGED).stream()
                .filter(change -> !marker.test(change.key()))
                .forEach(change -> all.add(row(object(change.key()), fields(change.fields()))));
        all.addAll(grouped(ObjectChange.Kind.REMOVED));
        retired().ifPresent(all::add);
        diff.files().forEach(file -> all.add(row("file " + Markdown.code(file.path()), file(file))));
        String markers = diff.of(ObjectChange.Kind.CHANGED).stream()
                .filter(change -> marker.test(change.key()))
                .map(change -> object(change.key()))
                .collect(Collectors.joining(", "));
        boolean whole = all.size() <= rows && isShort();
        List<String> shown = new ArrayList<>(all.subList(0, Math.min(rows, all.size())));
        if (shown.size() < all.size()) {
            shown.add(row("and " + (all.size() - shown.size()) + " rows more", rest));
        }
        if (!markers.isEmpty()) {
            shown.add(row(markers, "marker"));
        }
        return new Cut(Markdown.table(List.of("object", "change"), shown) + acts(), whole);
    }

    /** Below the table, because a row has no room for it: whole, however many rows there may be. */
    private String acts() {
        return diff.of(ObjectChange.Kind.ADDED).stream()
                .filter(change -> !change.acts().isEmpty())
                .map(change -> "\n\n" + object(change.key())
                        + (change.key().kind().equals("Job") ? " runs, in this order:\n\n" : " may:\n\n")
                        + list(change))
                .collect(Collectors.joining());
    }

    private static String list(ObjectChange change) {
        List<String> lines = new ArrayList<>();
        boolean ordered = change.key().kind().equals("Job");
        change.acts().forEach(act -> lines.add((ordered ? lines.size() + 1 + ". " : "- ") + act));
        return String.join("\n", lines);
    }

    /** Names and fields that a row leaves out. */
    private boolean isShort() {
        boolean names = Stream.of(ObjectChange.Kind.ADDED, ObjectChange.Kind.REMOVED)
                .flatMap(kind -> groups(kind).values().stream())
                .allMatch(group -> group.size() <= names(group.get(0).kind()));
        return names
                && diff.objects().stream().allMatch(change -> change.fields().size() <= FIELDS)
                && diff.files().stream().allMatch(file -> file.fields().size() <= FIELDS);
    }

    private Map<String, List<ObjectChange>> groups(ObjectChange.Kind kind) {
        Map<String, List<ObjectChange>> groups = new LinkedHashMap<>();
        diff.of(kind).stream()
                .filter(change -> !change.note().equals(RemovedNote.RETIRED))
                .forEach(change -> groups.computeIfAbsent(
                                change.key().kind() + "\0" + change.note(), key -> new ArrayList<>())
                        .add(change));
        return groups;
    }

    /** What was there for one phase alone needs no row for each of its rights. */
    private Optional<String> retired() {
        List<ObjectKey> gone = diff.of(ObjectChange.Kind.REMOVED).stream()
                .filter(change -> change.note().equals(RemovedNote.RETIRED))
                .map(ObjectChange::key)
                .toList();
        return gone.stream()
                .filter(key -> key.kind().equals("Job"))
                .findFirst()
                .or(() -> gone.stream().findFirst())
                .map(job -> row(
                        object(job) + " with its account and rights, " + gone.size() + " objects",
                        "removed; " + RemovedNote.RETIRED));
    }

    private List<String> grouped(ObjectChange.Kind kind) {
        String word = kind == ObjectChange.Kind.ADDED ? "added" : "removed";
        return groups(kind).values().stream()
                .map(group -> row(
                        objects(group.stream().map(ObjectChange::key).toList(), names(kind)),
                        group.get(0).note().isEmpty()
                                ? word
                                : word + "; " + group.get(0).note()))
                .toList();
    }

    /** What goes is named as long as there is room at all. */
    private int names(ObjectChange.Kind kind) {
        return kind == ObjectChange.Kind.REMOVED ? NAMES * rows : NAMES;
    }

    private static String objects(List<ObjectKey> keys, int most) {
        String names =
                Markdown.codes(keys.stream().limit(most).map(ObjectKey::place).toList());
        String kind = Markdown.words(keys.get(0).kind());
        return (keys.size() > 1 ? keys.size() + " × " + kind : kind) + " " + names
                + (keys.size() > most ? " and " + (keys.size() - most) + " more" : "");
    }

    private static String object(ObjectKey key) {
        return Markdown.words(key.kind()) + " " + Markdown.code(key.place());
    }

    private static String file(FileEdit file) {
        if (!file.note().isEmpty()) {
            return file.note();
        }
        return switch (file.kind()) {
            case ADDED -> "added";
            case REMOVED -> "removed";
            case CHANGED -> file.fields().isEmpty() ? "text changed" : fields(file.fields());
        };
    }

    private static String fields(List<FieldChange> fields) {
        return fields.stream().limit(FIELDS).map(FieldChange::text).collect(Collectors.joining("; "))
                + (fields.size() > FIELDS ? "; and " + (fields.size() - FIELDS) + " fields more" : "");
    }

    private static String row(String object, String change) {
        return Markdown.row(object, change);
    }
}
