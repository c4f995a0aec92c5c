package dev.crossfade.core.proposal;

import java.time.Instant;
import java.util.List;

/**
 * A commit as it lies in the repository.
 *
 * @param author name and address, as {@code Jo <jo@example.com>}; on a branch of Crossfade's that of the committer where the
 *     author is Crossfade
 * @param own true where it carries the trailer, author and committer are spec.git.author, and it is one second younger than its
 *     parent: Crossfade wrote it, and nobody amended or rebased it since
 */
public record CommitSeen(
        String id, List<String> parents, String author, Instant committed, String message, boolean own) {

    /** The trailer that each of Crossfade's commits has. */
    public static final String TRAILER = "Crossfade-Migration";

    public CommitSeen {
        parents = List.copyOf(parents);
    }

    /** Why a commit that looks like Crossfade's counts as a person's; empty where it does not look so. */
    public String doubt() {
        return !own && message.lines().anyMatch(line -> line.startsWith(TRAILER + ": "))
                ? "; it has Crossfade's trailers, but not its author, committer and date: somebody amended or rebased it, or"
                        + " spec.git.author was another one when it was written"
                : "";
    }

    /** The first line of the message. */
    public String subject() {
        return message.lines().findFirst().orElse("");
    }
}
