package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.PullRequest;
import java.util.List;
import java.util.Optional;

/**
 * What became of a proposal.
 *
 * @param commit the id of the commit at the branch's tip
 * @param request its pull request, where a forge has one
 * @param done what was done, in order; in a dry run, what would be; empty where all stood already
 * @param changed false where these are notes on what was left alone, and nothing else
 */
public record Proposed(
        Proposal proposal, String commit, Optional<PullRequest> request, List<String> done, boolean changed) {

    public Proposed {
        done = List.copyOf(done);
    }
}
