package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.Tree;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares a branch that is there with what would be proposed now: who reviews it shall not see it move without a reason. */
final class ProposalBranch {

    private final Repository repository;
    private final Repository.Base base;
    private final @Nullable BranchSight seen;

    ProposalBranch(Repository repository, Repository.Base base, @Nullable BranchSight seen) {
        this.repository = repository;
        this.base = base;
        this.seen = seen;
    }

    /** True where the branch, merged now, does exactly what the proposal says in the same words. */
    boolean holds(Proposal proposal) {
        if (seen == null || seen.above().size() != 1) {
            return false;
        }
        CommitSeen commit = seen.above().get(0);
        Map<String, Optional<String>> files = proposal.commit().changes().files();
        if (!commit.own()
                || commit.parents().size() != 1
                || !commit.message().equals(proposal.commit().message())
                || !repository.changed(commit.id()).equals(files.keySet())) {
            return false;
        }
        Tree stoodOn = repository.tree(commit.parents().get(0));
        Tree with = repository.tree(commit.id());
        return files.entrySet().stream()
                .allMatch(file -> with.read(file.getKey()).equals(file.getValue())
                        && stoodOn.read(file.getKey()).equals(base.tree().read(file.getKey())));
    }

    /** True where its one commit stands on the base's very tip. */
    boolean isOnTip() {
        return seen != null
                && seen.above().size() == 1
                && seen.above().get(0).parents().contains(base.commit());
    }
}
