package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.ReviewKey;
import java.util.Optional;

/** A branch of the migration's that is not the next phase's: merged by now, superseded, or an undo. */
public record Remainder(BranchSight branch, Optional<PullRequest> newest) {

    /** The proposal's id: a phase, or {@code undo-<phase>}. */
    public String id() {
        return SightReader.id(branch.name());
    }

    public boolean isUndo() {
        return id().startsWith(ReviewKey.UNDO);
    }

    /** The phase that an undo takes back. */
    String undone() {
        return id().substring(ReviewKey.UNDO.length());
    }

    /** True where its request shows what its branch holds, and that was made of the base as it is. */
    boolean isUpToDate() {
        return branch.current()
                && newest.filter(request -> request.head().equals(branch.tip())).isPresent();
    }
}
