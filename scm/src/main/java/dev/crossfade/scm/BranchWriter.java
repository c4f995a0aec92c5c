package dev.crossfade.scm;

import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Writes a row of commits and then, in one step, points one of Crossfade's branches at its end. */
final class BranchWriter {
    private final Repository git;
    private final Base base;
    private final String branch;
    private final Committer committer;
    private final BranchGuard guard;

    BranchWriter(Repository git, Base base, String branch, Committer committer) {
        this.git = git;
        this.base = base;
        this.branch = branch;
        this.committer = committer;
        this.guard = new BranchGuard(git, branch);
    }

    /** Checks everything first: a refusal leaves not even an unused object behind. */
    List<String> write(List<CommitDraft> drafts) {
        Ready ready = ready(drafts);
        if (ready.moves()) {
            flush(ready.row().objects());
            new BranchMove(git, branch, committer.author())
                    .from(ready.seen(), ready.row().tip());
        }
        return ready.row().ids();
    }

    /** Everything that a write would refuse, and nothing written. */
    void check(List<CommitDraft> drafts) {
        ready(drafts);
    }

    private Ready ready(List<CommitDraft> drafts) {
        guard.requireOwnName();
        Ready ready = new Ready(requireWritableBranch(), CommitRow.of(git, base, committer, drafts));
        if (ready.moves()) {
            requireNotCheckedOut();
        }
        return ready;
    }

    /** Where the branch stands, or nothing where it does not exist yet. */
    private @Nullable ObjectId requireWritableBranch() {
        try {
            Ref ref = git.exactRef(Constants.R_HEADS + branch);
            if (ref == null) {
                guard.requireFreeName();
                return null;
            }
            guard.requireOwnCommits(
                    ref, ObjectId.fromString(base.commit()), base.branch(), new OwnCommits(committer.author()));
            return ref.getObjectId();
        } catch (IOException e) {
            throw Unreadable.because("branch " + branch, e);
        }
    }

    private void requireNotCheckedOut() {
        Optional<Path> checkout;
        try {
            checkout = new Checkouts(git).of(Constants.R_HEADS + branch);
        } catch (IOException e) {
            throw Unreadable.because("the list of working trees", e);
        }
        if (checkout.isPresent()) {
            throw new CrossfadeException(
                    ErrorCode.BRANCH_CHECKED_OUT,
                    Where.object("branch " + branch),
                    "the branch " + branch + " is checked out in " + checkout.get()
                            + ": moving it would make every file there look changed",
                    "Leave the branch first: git -C " + checkout.get() + " switch " + base.branch()
                            + " (or switch --detach). Then run again.");
        }
    }

    private void flush(PendingObjects objects) {
        try (ObjectInserter inserter = git.newObjectInserter()) {
            objects.flush(inserter);
        } catch (IOException e) {
            throw BranchMove.failed(git, branch, e);
        }
    }

    /** Where the branch was seen, and the commits that shall be on it. */
    private record Ready(@Nullable ObjectId seen, CommitRow row) {

        boolean moves() {
            return !row.tip().equals(seen);
        }
    }
}
