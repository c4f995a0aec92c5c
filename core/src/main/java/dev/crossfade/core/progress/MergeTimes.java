package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** When phases were merged, as the forge says it: where a branch was moved on to their commits, these do not. */
final class MergeTimes {

    private final @Nullable Forge forge;
    private final Sight sight;
    private final Map<String, Optional<Instant>> known = new HashMap<>();

    MergeTimes(Optional<Forge> forge, Sight sight) {
        this.forge = forge.orElse(null);
        this.sight = sight;
    }

    /** Asked once for each phase. */
    Optional<Instant> of(String phase, String commit) {
        return forge == null ? Optional.empty() : known.computeIfAbsent(phase, id -> asked(forge, branch(id), commit));
    }

    private String branch(String phase) {
        return SightReader.prefix(sight.preview().plan().migration().spec().name()) + phase;
    }

    /**
     * Only the newest request of the branch tells, and only where it ended at this very commit: an older one was of a merge that was
     * taken back. Gitea shows the branch's present tip as the head of old ones, too.
     */
    private Optional<Instant> asked(Forge asked, String branch, String commit) {
        return asked.pullRequests(sight.base().branch(), Set.of(branch)).getOrDefault(branch, List.of()).stream()
                .min(PullRequest.NEWEST_FIRST)
                .filter(request -> request.state() == PullRequest.State.MERGED
                        && request.head().equals(commit))
                .map(PullRequest::merged);
    }
}
