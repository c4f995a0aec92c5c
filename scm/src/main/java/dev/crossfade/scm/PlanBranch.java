package dev.crossfade.scm;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The branch that a plan is written to: ours alone, and moved only from where it was last seen. */
final class PlanBranch {

    private static final String PREFIX = "crossfade/";
    private static final String TRAILER = "Crossfade-Migration:";

    private final Repository git;
    private final String branch;
    private final String ref;

    PlanBranch(Repository git, String branch) {
        this.git = git;
        this.branch = branch;
        this.ref = Constants.R_HEADS + branch;
    }

    /**
     * Where the branch stands, or zero. Every commit on it that the base does not hold must be Crossfade's, and nobody
     * may have it checked out.
     */
    ObjectId requireOurs(Base base) {
        if (!branch.startsWith(PREFIX)) {
            throw refused(
                    ErrorCode.BRANCH_NOT_OURS,
                    "branch '" + branch + "' is not named " + PREFIX + "…",
                    "use a branch of its own");
        }
        try (RevWalk walk = new RevWalk(git)) {
            Ref found = git.exactRef(ref);
            if (found == null) {
                return ObjectId.zeroId();
            }
            requireNotCheckedOut();
            walk.markStart(walk.parseCommit(found.getObjectId()));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base.commit())));
            for (RevCommit commit : walk) {
                if (isSomebodys(commit)) {
                    throw refused(
                            ErrorCode.BRANCH_NOT_OURS,
                            "branch '" + branch + "' holds commit "
                                    + commit.abbreviate(8).name() + " '"
                                    + commit.getShortMessage() + "' by "
                                    + commit.getAuthorIdent().getName() + ", which is not Crossfade's",
                            "keep it under another name: git branch -m " + branch + " my-" + branch.replace('/', '-'));
                }
            }
            return found.getObjectId();
        } catch (IOException e) {
            throw LocalRepository.unreadable("branch " + branch, e);
        }
    }

    private static boolean isSomebodys(RevCommit commit) {
        return !commit.getFullMessage().contains("\n" + TRAILER + " ");
    }

    private void requireNotCheckedOut() throws IOException {
        Path common = git.getCommonDirectory().toPath();
        boolean used = holds(common.resolve("HEAD"));
        Path worktrees = common.resolve("worktrees");
        if (Files.isDirectory(worktrees)) {
            try (Stream<Path> others = Files.list(worktrees)) {
                for (Path other : others.toList()) {
                    used |= holds(other.resolve("HEAD"));
                }
            }
        }
        if (used) {
            throw refused(
                    ErrorCode.BRANCH_CHECKED_OUT,
                    "branch '" + branch + "' is checked out, and moving it would make that working tree dirty",
                    "git switch to another branch there; the plan is looked at with git log -p");
        }
    }

    private boolean holds(Path head) throws IOException {
        return Files.isRegularFile(head) && Files.readString(head).strip().equals("ref: " + ref);
    }

    void move(ObjectId former, ObjectId tip) {
        if (former.equals(tip)) {
            return;
        }
        RefUpdate.Result result;
        try {
            RefUpdate update = git.updateRef(ref);
            update.setExpectedOldObjectId(former);
            update.setNewObjectId(tip);
            update.setForceUpdate(true);
            update.setRefLogMessage("crossfade: plan", false);
            result = update.update();
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.WRITE_FAILED,
                    Where.object("branch " + branch),
                    "Git could not move branch '" + branch + "', it is where it was: " + e.getMessage(),
                    "look at free space and permissions of the repository, then run the command again",
                    e);
        }
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            default ->
                throw refused(
                        ErrorCode.BRANCH_MOVED,
                        "branch '" + branch + "' was moved or locked by somebody else meanwhile (" + result + ")",
                        "run the command again; if nothing else runs, remove " + git.getCommonDirectory() + "/" + ref
                                + ".lock");
        }
    }

    private CrossfadeException refused(ErrorCode code, String message, String cure) {
        return new CrossfadeException(code, Where.object("branch " + branch), message, cure);
    }
}
