package dev.crossfade.core.review;

import org.jspecify.annotations.Nullable;

/**
 * One field that a commit changes.
 *
 * @param path dotted, items of lists by their name in brackets
 * @param before null where the field is new
 * @param after null where the field goes
 */
record FieldChange(
        String path, @Nullable Object before, @Nullable Object after) {

    /** What a reader takes in at a glance; the diff has the rest. */
    private static final int LONGEST = 90;

    String text() {
        String name = path.isEmpty() ? "" : Markdown.code(path) + ": ";
        if (before == null) {
            return name + "+ " + value(after);
        }
        return after == null ? name + "removed, was " + value(before) : name + value(before) + " → " + value(after);
    }

    static String value(@Nullable Object value) {
        return Markdown.code(FlowText.of(value, LONGEST));
    }
}
