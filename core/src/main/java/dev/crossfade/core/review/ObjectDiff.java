package dev.crossfade.core.review;

import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a commit does to the objects in Git, and to the files that hold none: values, kustomizations, texts.
 *
 * @param files every changed file that has something to say beside its objects
 */
record ObjectDiff(List<ObjectChange> objects, List<FileEdit> files) {

    ObjectDiff {
        objects = List.copyOf(objects);
        files = List.copyOf(files);
    }

    /** @param unapplied chooses files that Argo CD never reads: their objects are no more than text */
    static ObjectDiff of(Tree base, ChangeSet changes, Predicate<String> unapplied) {
        TreeMap<ObjectKey, Object> before = new TreeMap<>();
        TreeMap<ObjectKey, Object> after = new TreeMap<>();
        List<FileEdit> files = new ArrayList<>();
        List<ObjectChange> patched = new ArrayList<>();
        changes.files().forEach((path, text) -> {
            FileRoots old = FileRoots.of(path, base.read(path));
            FileRoots now = FileRoots.of(path, text);
            boolean readable = old.readable() && now.readable() && !unapplied.test(path);
            if (readable) {
                before.putAll(old.objects());
                after.putAll(now.objects());
            }
            List<FieldChange> fields = readable ? FieldDiff.of(rest(old), rest(now)) : List.of();
            List<ObjectChange> patches = fields.stream()
                    .flatMap(field -> KustomizationPatch.of(field).stream())
                    .toList();
            patched.addAll(patches);
            boolean told = readable && (!patches.isEmpty() || !same(old.objects(), now.objects()));
            List<FieldChange> others = fields.stream()
                    .filter(field -> KustomizationPatch.of(field).isEmpty())
                    .toList();
            if (!told || !others.isEmpty()) {
                files.add(new FileEdit(
                        path, kind(base.read(path), text), others, note(readable, others, base.read(path), text)));
            }
        });
        return new ObjectDiff(all(between(before, after), patched), files);
    }

    /** The same for what a chart renders. */
    static ObjectDiff between(List<Map<String, Object>> before, List<Map<String, Object>> after) {
        return new ObjectDiff(between(keyed(before), keyed(after)), List.of());
    }

    List<ObjectChange> of(ObjectChange.Kind kind) {
        return objects.stream().filter(change -> change.kind() == kind).toList();
    }

    static TreeMap<ObjectKey, Object> keyed(List<Map<String, Object>> objects) {
        TreeMap<ObjectKey, Object> keyed = new TreeMap<>();
        objects.forEach(object -> ObjectKey.of(object).ifPresent(key -> keyed.put(key, object)));
        return keyed;
    }

    private static List<ObjectChange> all(List<ObjectChange> whole, List<ObjectChange> patched) {
        List<ObjectChange> all = new ArrayList<>(whole);
        all.addAll(patched);
        return all;
    }

    private static List<ObjectChange> between(Map<ObjectKey, Object> before, Map<ObjectKey, Object> after) {
        Set<ObjectKey> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<ObjectChange> changes = new ArrayList<>();
        for (ObjectKey key : keys) {
            Object old = before.get(key);
            Object now = after.get(key);
            if (old == null) {
                AddedNote note = AddedNote.of(key, now);
                changes.add(new ObjectChange(key, ObjectChange.Kind.ADDED, List.of(), note.text(), note.acts()));
            } else if (now == null) {
                changes.add(new ObjectChange(key, ObjectChange.Kind.REMOVED, List.of(), RemovedNote.of(key, old)));
            } else {
                List<FieldChange> fields = FieldDiff.of(old, now);
                if (!fields.isEmpty()) {
                    changes.add(new ObjectChange(key, ObjectChange.Kind.CHANGED, hidden(key, fields), ""));
                }
            }
        }
        return changes;
    }

    /** What a Secret holds is for nobody's mail, even where Git holds it. */
    static List<FieldChange> hidden(ObjectKey key, List<FieldChange> fields) {
        return key.isSecret()
                ? fields.stream()
                        .map(field -> new FieldChange(field.path(), null, "(not shown)"))
                        .toList()
                : fields;
    }

    private static boolean same(TreeMap<ObjectKey, Object> before, TreeMap<ObjectKey, Object> after) {
        return between(before, after).isEmpty();
    }

    /** Documents that are no objects: almost always one, whose keys then stand for themselves. */
    private static Object rest(FileRoots roots) {
        return roots.others().size() == 1
                ? roots.others().get(0)
                : roots.others().isEmpty() ? Map.of() : roots.others();
    }

    /** A file that reads the same to everything but people. */
    private static String note(
            boolean readable, List<FieldChange> fields, Optional<String> before, Optional<String> after) {
        boolean same = readable && fields.isEmpty() && before.isPresent() && after.isPresent();
        return same ? "comments or form, no value" : "";
    }

    private static ObjectChange.Kind kind(Optional<String> before, Optional<String> after) {
        if (before.isEmpty()) {
            return ObjectChange.Kind.ADDED;
        }
        return after.isEmpty() ? ObjectChange.Kind.REMOVED : ObjectChange.Kind.CHANGED;
    }
}
