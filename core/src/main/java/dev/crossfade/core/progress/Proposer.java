package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a proposal before its reviewers: does only what is missing, in an order in which every step may be the last one
 * and the next run goes on from there.
 */
public final class Proposer {

    private final Repository repository;
    private final Remote remote;
    private final @Nullable Forge forge;
    private final Pen pen;

    public Proposer(Repository repository, Hosting hosting, Terms terms) {
        this.repository = repository;
        this.remote = hosting.remote();
        this.forge = hosting.forge().orElse(null);
        this.pen = new Pen(terms);
    }

    /** @param requests the pull requests of the proposal's branch, newest first */
    public Proposed propose(
            Proposal proposal,
            MigrationSpec spec,
            Repository.Base base,
            @Nullable BranchSight branch,
            List<PullRequest> requests) {
        Optional<PullRequest> open =
                requests.stream().filter(PullRequest::isOpen).findFirst();
        String commit = push(proposal, spec.git().author().toAuthor(), base, branch, open);
        Optional<PullRequest> request =
                forge == null ? Optional.empty() : new Desk(forge, pen).keep(proposal, spec, commit, open);
        return new Proposed(proposal, commit, request, pen.done(), pen.isUsed());
    }

    /**
     * Clears away what earlier phases left. Where that is refused, it is worth a line and nothing more: the proposal stands.
     *
     * @param merged ids of the phases that are merged
     */
    public void clear(List<Remainder> remainders, Set<String> merged) {
        for (Remainder remainder : remainders) {
            try {
                new Clearing(remote, Optional.ofNullable(forge), pen).clear(remainder, merged);
            } catch (CrossfadeException refused) {
                pen.note("branch " + remainder.branch().name() + " stays: " + refused.getMessage());
            }
        }
    }

    /**
     * Takes the next phase's proposal off the table: merged beside an undo, it would go past what the undo takes away.
     *
     * @return what was done
     */
    List<String> withdraw(Sight.Reviews reviews) {
        BranchSight next = reviews.branch();
        if (reviews.isProposed()) {
            new Clearing(remote, Optional.ofNullable(forge), pen).withdraw(next, reviews.open());
        }
        return pen.done();
    }

    private String push(
            Proposal proposal,
            Author author,
            Repository.Base base,
            @Nullable BranchSight branch,
            Optional<PullRequest> open) {
        ProposalBranch seen = new ProposalBranch(repository, base, branch);
        if (branch != null && seen.holds(proposal) && (seen.isOnTip() || !isOutdated(open))) {
            return branch.tip();
        }
        String commit = repository.commitId(base, author, proposal.commit());
        if (branch == null || !branch.tip().equals(commit)) {
            String seenAt = branch == null ? null : branch.tip();
            pen.step((branch == null ? "push branch " : "push again branch ") + proposal.branch(), () -> {
                repository.commit(base, author, proposal.commit());
                remote.push(proposal.branch(), seenAt, commit);
            });
        }
        return commit;
    }

    private boolean isOutdated(Optional<PullRequest> open) {
        return forge != null && open.isPresent() && forge.isOutdated(open.get());
    }
}
