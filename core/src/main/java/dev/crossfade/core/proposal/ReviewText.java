package dev.crossfade.core.proposal;

import java.util.Optional;

/**
 * What reviewers read in the pull request.
 *
 * @param attachment the full diff, where the text alone would not hold it
 */
public record ReviewText(String title, String text, Optional<String> attachment) {

    public ReviewText {
        if (title.isBlank() || title.contains("\n") || text.isBlank()) {
            throw new IllegalArgumentException("a review has a title of one line and a text: '" + title + "'");
        }
    }
}
