package dev.crossfade.core.proposal;

import java.time.Instant;
import java.util.List;

/**
 * A commit as it lies in the repository.
 *
 * @param author name and address, as {@code Jo <jo@example.com>}
 * @param own true where Crossfade wrote it and nobody amended or rebased it since
 */
public record CommitSeen(
        String id, List<String> parents, String author, Instant committed, String message, boolean own) {

    public CommitSeen {
        parents = List.copyOf(parents);
    }

    /** The first line of the message. */
    public String subject() {
        return message.lines().findFirst().orElse("");
    }
}
