package dev.crossfade.core.progress;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one look leads to: at most one thing is done. */
public sealed interface Decision {

    /** True where something is to be done now. */
    default boolean acts() {
        return this instanceof Propose
                || this instanceof Merge
                || this instanceof Refresh
                || this instanceof ProposeUndo;
    }

    /**
     * Nothing is done now.
     *
     * @param until when it will be so at the earliest, where that is known
     */
    record Wait(String why, Optional<Instant> until) implements Decision {}

    /** The next phase's pull request is opened, or brought up to date. */
    record Propose(PlannedCommit next) implements Decision {}

    /** The open pull request is merged, at the commit that was seen. */
    record Merge(PullRequest request, PlannedCommit next) implements Decision {}

    /** Argo CD is asked to look again: it has not looked since the merge for longer than it should take. */
    record Refresh(ObjectId application) implements Decision {}

    /** Nothing goes on before a person has acted. */
    record Hold(List<Problem> reasons) implements Decision {
        public Hold {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a hold has a reason");
            }
        }
    }

    /** The way back of the merged phase is proposed: its gates have failed, and {@code gates.onFailure} says undo. */
    record ProposeUndo(String phase, List<Problem> reasons) implements Decision {
        public ProposeUndo {
            reasons = List.copyOf(reasons);
        }
    }

    /** Every phase is merged and proved. */
    record Done() implements Decision {}
}
