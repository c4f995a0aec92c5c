package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Ancestry;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proposal.Repository;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The order of commits as the repository at hand has it. */
final class GitAncestry implements Ancestry {

    private final Repository repository;
    private final Instant at;
    private final Map<Pair, Boolean> held = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    /** @param at when it was last brought up to date */
    GitAncestry(Repository repository, Instant at) {
        this.repository = repository;
        this.at = at;
    }

    /** What a commit has in its history never changes. */
    private record Pair(String revision, String commit) {}

    @Override
    public Reading<Boolean> holds(String revision, String commit) {
        Boolean known = held.get(new Pair(revision, commit));
        if (known != null) {
            return new Reading.Read<>(known, at);
        }
        if (repository.has(revision)) {
            boolean holds = repository.contains(revision, commit);
            held.put(new Pair(revision, commit), holds);
            return new Reading.Read<>(holds, at);
        }
        unknown.add(revision);
        return new Reading.Unread<>(
                "Git does not have that commit at hand: Argo CD has read a newer one, or another repository", at);
    }

    /** Before a look: an Application may be elsewhere by now. */
    void forgetUnknown() {
        unknown.clear();
    }

    /** What was asked for since then and is not at hand. */
    Set<String> unknown() {
        return Set.copyOf(unknown);
    }
}
