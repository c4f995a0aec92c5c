package dev.crossfade.core.proposal;

import dev.crossfade.core.render.Tree;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit that changed a file: all files as they were at its first parent, and as they are with it.
 *
 * @param forwarded true where the branch was moved on to a commit of Crossfade's as it was: its date is that of the commit below, and says
 *     nothing of when that was
 * @param followed the date of the first later commit of the branch that has one of its own, or null where there is none
 */
public record FileChange(
        CommitSeen commit,
        Tree before,
        Tree after,
        boolean forwarded,
        @Nullable Instant followed) {

    /** When the commit came onto the branch at the latest, as far as dates of commits tell. */
    public Optional<Instant> landed() {
        return forwarded ? Optional.ofNullable(followed) : Optional.of(commit.committed());
    }
}
