package dev.crossfade.scm;

import java.util.stream.Collectors;

/** What a server says beside its answer, fit for one message: one line, no terminal's commands, not too long. */
final class ServerWords {
    private static final int LONGEST = 600;

    private ServerWords() {}

    static String of(String text) {
        // a colour is an escape, a bracket and a letter; whatever else a terminal would obey goes with its control
        // character
        String plain = text.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; "));
        return plain.length() <= LONGEST
                ? plain
                : plain.substring(0, LONGEST - 1).stripTrailing() + "…";
    }
}
