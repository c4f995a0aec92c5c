package dev.crossfade.core.progress;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Optional;

/** Where a migration stands, from Git and forge alone. */
public sealed interface Standing {

    /** Every phase is merged. */
    record Done() implements Standing {}

    /**
     * Nothing is in the next phase's way but its proposal.
     *
     * @param proposed true where its branch is there already
     * @param request its pull request, where one is open
     */
    record Free(PlannedCommit next, boolean proposed, Optional<PullRequest> request) implements Standing {

        static Free of(PlannedCommit next, Sight.Reviews reviews) {
            return new Free(next, reviews.branch() != null, reviews.open());
        }

        /** True where it lies before its reviewers: on a forge a branch alone does not, somebody has still to open its pull request. */
        boolean isOpen(boolean hasForge) {
            return hasForge ? request.isPresent() : proposed;
        }
    }

    /** A person said stop, in one way or another; {@code propose --resume} goes on. */
    record Stopped(PlannedCommit next, List<Problem> reasons) implements Standing {
        public Stopped {
            reasons = List.copyOf(reasons);
        }

        /** Nobody said stop, but more was merged than a proposal holds. */
        boolean isHold() {
            return reasons.stream().allMatch(reason -> reason.code() == ErrorCode.PHASES_AT_ONCE);
        }
    }

    /** Something has to be settled first, and no command of Crossfade's does that; it may come when all are merged. */
    record Held(Optional<PlannedCommit> next, List<Problem> reasons) implements Standing {
        public Held {
            reasons = List.copyOf(reasons);
        }

        /** What merged phases wrote has gone from the base. */
        boolean isLost() {
            return reasons.stream().anyMatch(reason -> reason.code() == ErrorCode.PHASE_LOST);
        }
    }
}
