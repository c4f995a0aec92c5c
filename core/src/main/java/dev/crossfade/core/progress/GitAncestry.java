package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proposal.Repository;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** The order of commits as the repository at hand has it. */
final class GitAncestry implements Ancestry {

    private final Repository repository;
    private final Instant at;
    private final Set<String> unknown = new TreeSet<>();

    /** @param at when it was last brought up to date */
    GitAncestry(Repository repository, Instant at) {
        this.repository = repository;
        this.at = at;
    }

    @Override
    public Reading<Boolean> holds(String revision, String commit) {
        if (repository.has(revision)) {
            return new Reading.Read<>(repository.contains(revision, commit), at);
        }
        unknown.add(revision);
        return new Reading.Unread<>(
                "Git does not have that commit at hand: Argo CD has read a newer one, or another repository", at);
    }

    /** What was asked for so far and is not at hand. */
    Set<String> unknown() {
        return Set.copyOf(unknown);
    }
}
