package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proposal.Repository;
import java.time.Instant;

/**
 * The order of commits as the repository at hand has it.
 *
 * @param at when it was last brought up to date
 */
record GitAncestry(Repository repository, Instant at) implements Ancestry {

    @Override
    public Reading<Boolean> holds(String revision, String commit) {
        return repository.has(revision)
                ? new Reading.Read<>(repository.contains(revision, commit), at)
                : new Reading.Unread<>(
                        "Git does not have that commit at hand: Argo CD has read a newer one, or another repository",
                        at);
    }
}
