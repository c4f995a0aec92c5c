package dev.crossfade.core.progress;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Gives a file back what a change took from it, where the lines that the change left still stand. */
final class UndoneFile {

    private static final int CONTEXT = 1;

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

    /** One hunk, from the first line that differs to the last, found again by a line around it on either side. */
    private static Optional<Optional<String>> patch(List<String> before, List<String> after, List<String> now) {
        int head = 0;
        int shortest = Math.min(before.size(), after.size());
        while (head < shortest && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shortest - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        int from = Math.max(0, head - CONTEXT);
        int rest = Math.max(0, tail - CONTEXT);
        List<String> wanted = before.subList(from, before.size() - rest);
        List<String> hunk = after.subList(from, after.size() - rest);
        int at = Collections.indexOfSubList(now, hunk);
        if (hunk.isEmpty() || at < 0 || at != Collections.lastIndexOfSubList(now, hunk)) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        now.subList(0, at).forEach(text::append);
        wanted.forEach(text::append);
        now.subList(at + hunk.size(), now.size()).forEach(text::append);
        return Optional.of(Optional.of(text.toString()));
    }

    /** The lines with their ends. */
    private static List<String> lines(String text) {
        return List.of(text.split("(?<=\n)", -1));
    }
}
