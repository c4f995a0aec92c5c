package dev.crossfade.core.review;

import java.util.List;

/**
 * What a commit does to a file beside the objects in it.
 *
 * @param kind what happens to the file
 * @param fields what changes in documents that are no objects: values, kustomizations
 * @param note what is said in place of the fields, or empty
 */
record FileEdit(String path, ObjectChange.Kind kind, List<FieldChange> fields, String note) {

    FileEdit {
        fields = List.copyOf(fields);
    }
}
