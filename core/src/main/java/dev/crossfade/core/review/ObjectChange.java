package dev.crossfade.core.review;

import java.util.List;

/**
 * One object that a commit adds, changes or removes.
 *
 * @param note what an added object does, or how a removed one goes, where that shows; else empty
 */
record ObjectChange(ObjectKey key, Kind kind, List<FieldChange> fields, String note) {

    enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    ObjectChange {
        fields = List.copyOf(fields);
    }
}
