package dev.crossfade.core.progress;

import java.util.List;
import java.util.Optional;

/** Gives a file back what a change took from it, where the lines that the change left still stand. */
final class UndoneFile {

    private final Optional<String> before;
    private final Optional<String> after;

    /** @param before the file before the change, or nothing where there was none; {@code after} likewise */
    UndoneFile(Optional<String> before, Optional<String> after) {
        this.before = before;
        this.after = after;
    }

    /**
     * @param now the file today, or nothing where it is gone
     * @return the file without the change (nothing: it goes), or an empty answer where it was changed in the same lines since
     */
    Optional<Optional<String>> in(Optional<String> now) {
        if (now.equals(after)) {
            return Optional.of(before);
        }
        return now.isPresent() && before.isPresent() && after.isPresent()
                ? patch(lines(before.get()), lines(after.get()), lines(now.get()))
                : Optional.empty();
    }

    /** Hunk after hunk, each found again by a line around it on either side; what is gone already needs no undo. */
    private static Optional<Optional<String>> patch(List<String> before, List<String> after, List<String> now) {
        List<String> lines = now;
        for (Hunk hunk : Hunk.between(before, after)) {
            Optional<List<String>> undone = hunk.undoneIn(lines);
            if (undone.isEmpty()) {
                return Optional.empty();
            }
            lines = undone.get();
        }
        return Optional.of(Optional.of(String.join("", lines)));
    }

    /** The lines with their ends. */
    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("(?<=\n)"));
    }
}
