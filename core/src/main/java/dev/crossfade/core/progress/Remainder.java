package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.PullRequest;
import java.util.Optional;

/** A branch of the migration's that is not the next phase's: merged by now, superseded, or an undo. */
public record Remainder(BranchSight branch, Optional<PullRequest> newest) {

    /** The proposal's id: a phase, or {@code undo-<phase>}. */
    public String id() {
        return Lookout.id(branch.name());
    }

    public boolean isUndo() {
        return id().startsWith(UNDO);
    }

    /** What the names of undo branches begin with, behind the migration's name. */
    public static final String UNDO = "undo-";
}
