package dev.crossfade.core.proposal;

import dev.crossfade.core.render.ChangeSet;
import java.time.Instant;

/** A commit that is not written yet: its message, its date (author and committer, UTC) and what it changes. */
public record CommitDraft(String message, Instant date, ChangeSet changes) {

    public CommitDraft {
        if (message.isBlank() || !message.endsWith("\n")) {
            throw new IllegalArgumentException("a commit message has text and ends with a newline: '" + message + "'");
        }
    }
}
