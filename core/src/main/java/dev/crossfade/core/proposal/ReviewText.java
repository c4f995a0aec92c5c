package dev.crossfade.core.proposal;

import java.util.Optional;

/**
 * Title and text of a pull request.
 *
 * @param attachment the whole difference, as a unified diff, where the text had to leave some of it out
 */
public record ReviewText(String title, String text, Optional<String> attachment) {

    /** GitHub refuses 65,536 characters and more; what a forge adds by itself needs some of them. */
    public static final int LONGEST = 60_000;

    public ReviewText {
        if (title.isBlank() || title.contains("\n") || text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a title is one line, and a text has at most " + LONGEST
                    + " characters: '" + title + "', " + text.length());
        }
    }
}
