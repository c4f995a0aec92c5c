package dev.crossfade.assembly;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text without what a terminal would obey: names, subjects and addresses come from people and forges. */
public final class PlainText {

    /** All of C0 and C1 but ends of lines and tabs, and the marks that turn the reading order (trojansource.codes). */
    private static final Pattern OBEYED =
            Pattern.compile("[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    private PlainText() {}

    public static String of(String text) {
        return OBEYED.matcher(text).replaceAll("");
    }

    /** The same JSON in other letters: it may hold them as escapes only. */
    static String json(String text) {
        return OBEYED.matcher(text)
                .replaceAll(found -> "\\\\"
                        + String.format(
                                Locale.ROOT, "u%04x", (int) found.group().charAt(0)));
    }
}
