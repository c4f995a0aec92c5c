package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.proposal.ReviewKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One look at Git and forge: all that says where a migration stands, and nothing that was remembered.
 *
 * @param preview the plan, rendered from the base's present tree
 * @param moved the commit that changed the marker last
 */
public record Sight(Preview preview, Repository.Base base, Optional<FileChange> moved, Reviews reviews) {

    /** The next phase, or nothing where all are merged. */
    public Optional<PlannedCommit> next() {
        return preview.commits().stream().findFirst();
    }

    /** What the base says of how far the migration is; nothing before the first merge. */
    Optional<Marker> marker() {
        return Marker.read(base.tree(), preview.plan().migration().layout());
    }

    /** The phase that was taken back last, where the migration stands still since then. */
    public Optional<String> undone() {
        return marker().map(Marker::undone);
    }

    /**
     * What lies on the remote and on the forge.
     *
     * @param branch the next phase's branch, or null where there is none
     * @param requests the pull requests of that branch, newest first
     * @param closer who closed the newest of them without a merge, where the forge says so
     * @param held those that carry the label that holds a migration, of any phase
     */
    public record Reviews(
            @Nullable BranchSight branch,
            List<PullRequest> requests,
            Optional<String> closer,
            List<PullRequest> held,
            List<Remainder> remainders) {

        public Reviews {
            requests = List.copyOf(requests);
            held = List.copyOf(held);
            remainders = List.copyOf(remainders);
        }

        /** The pull request that is open for the next phase. */
        public Optional<PullRequest> open() {
            return requests.stream().filter(PullRequest::isOpen).findFirst();
        }

        /** True where the next phase lies before its reviewers. */
        boolean isProposed() {
            return branch != null || open().isPresent();
        }

        /** The newest one, where a person closed it without a merge. */
        Optional<PullRequest> closed() {
            return requests.stream().findFirst().filter(Reviews::isStop);
        }

        static boolean isStop(PullRequest newest) {
            return newest.state() == PullRequest.State.CLOSED && !ReviewKey.isSuperseded(newest.text());
        }
    }
}
