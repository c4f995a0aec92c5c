package dev.crossfade.core.review;

import java.util.List;

/**
 * One object that a commit adds, changes or removes.
 *
 * @param note what an added object does, or how a removed one goes, where that shows; else empty
 * @param acts what an added object does, whole, where the note had to be short; each a line
 */
record ObjectChange(ObjectKey key, Kind kind, List<FieldChange> fields, String note, List<String> acts) {

    enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    ObjectChange {
        fields = List.copyOf(fields);
        acts = List.copyOf(acts);
    }

    ObjectChange(ObjectKey key, Kind kind, List<FieldChange> fields, String note) {
        this(key, kind, fields, note, List.of());
    }
}
