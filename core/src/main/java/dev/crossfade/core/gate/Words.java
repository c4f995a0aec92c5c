package dev.crossfade.core.gate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How reasons name many things: the first few, then a count. */
final class Words {

    private static final int SHOWN = 5;

    private Words() {}

    /** At most five of them, and how many more there are. */
    static String list(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    static String of(long part, long all, String what) {
        return String.format(Locale.ROOT, "%d of %d %s", part, all, what);
    }

    /** What others wrote, in one line and without what cannot be seen. */
    static String line(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\p{Cf}]+", " ").strip();
    }

    /** A commit as people name it; anything else as it stands. */
    static String revision(String revision) {
        return revision.matches("[0-9a-f]{40}") ? revision.substring(0, 7) : revision;
    }
}
