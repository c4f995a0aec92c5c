package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** Moves a branch from where it was seen, and only from there. */
final class BranchMove {
    private final Repository git;
    private final String branch;
    private final Author author;

    BranchMove(Repository git, String branch, Author author) {
        this.git = git;
        this.branch = branch;
        this.author = author;
    }

    void from(@Nullable ObjectId seen, ObjectId tip) {
        RefUpdate.Result result;
        try {
            RefUpdate update = git.updateRef(Constants.R_HEADS + branch, true);
            update.setExpectedOldObjectId(seen == null ? ObjectId.zeroId() : seen);
            update.setNewObjectId(tip);
            // JGit would look up the machine's name for its own default
            update.setRefLogIdent(new PersonIdent(author.name(), author.email()));
            update.setRefLogMessage("crossfade: plan", false);
            result = update.forceUpdate();
        } catch (IOException e) {
            throw failed(git, branch, e);
        }
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case LOCK_FAILURE -> throw moved();
            default -> throw failed(git, branch, new IOException("Git answered " + result));
        }
    }

    private CrossfadeException moved() {
        Path lock = git.getCommonDirectory().toPath().resolve(Constants.R_HEADS + branch + ".lock");
        if (Files.exists(lock)) {
            return moved(
                    "another process is moving the branch " + branch + ": it holds " + lock,
                    "run again when it is done. If no Git process runs here any more, the lock is stale: delete " + lock
                            + ".");
        }
        return moved(
                "the branch " + branch + " was moved by another process while Crossfade was writing",
                "run again: Crossfade looks at the branch's new commits first");
    }

    private CrossfadeException moved(String message, String cure) {
        return new CrossfadeException(ErrorCode.BRANCH_MOVED, Where.object("branch " + branch), message, cure);
    }

    static CrossfadeException failed(Repository git, String branch, IOException cause) {
        return new CrossfadeException(
                ErrorCode.WRITE_FAILED,
                Where.object("branch " + branch),
                "Git could not write to " + git.getCommonDirectory() + ": " + Unreadable.reason(cause) + "; the branch "
                        + branch + " is where it was",
                "see that the disk has space and that you may write there, then run again",
                cause);
    }
}
