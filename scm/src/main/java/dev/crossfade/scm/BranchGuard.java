package dev.crossfade.scm;

import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.ReflogEntry;
import org.eclipse.jgit.lib.ReflogReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Sees to it that Crossfade moves no branch but its own, and never away from a person's commit. */
final class BranchGuard {
    static final String PREFIX = "crossfade/";

    private final Repository git;
    private final String branch;

    BranchGuard(Repository git, String branch) {
        this.git = git;
        this.branch = branch;
    }

    void requireOwnName() {
        if (!branch.startsWith(PREFIX)) {
            throw notOurs(
                    "the branch " + branch + " is not Crossfade's: its name does not begin with " + PREFIX,
                    "let Crossfade write to a branch below " + PREFIX);
        }
        if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
            throw notOurs(
                    "Git does not allow a branch of the name " + branch,
                    "give the migration a name of lower case letters, digits and dashes (metadata.name)");
        }
    }

    void requireFreeName() throws IOException {
        Collection<String> taken = git.getRefDatabase().getConflictingNames(Constants.R_HEADS + branch);
        if (!taken.isEmpty()) {
            String other = Repository.shortenRefName(taken.iterator().next());
            throw new CrossfadeException(
                    ErrorCode.BRANCH_NAME_TAKEN,
                    Where.object("branch " + branch),
                    "the branch " + branch + " cannot exist beside the branch " + other
                            + ": Git keeps one as a file and the other as a folder of the same name",
                    "rename the other branch: git branch -m " + other + " " + other.replace('/', '-') + "-old");
        }
    }

    /** Refuses a branch that holds, above the base branch, what Crossfade did not write. */
    void requireOwnCommits(Ref ref, ObjectId base, String baseBranch, OwnCommits own) throws IOException {
        if (ref.isSymbolic()) {
            throw notOurs(
                    "the branch " + branch + " is only another name of "
                            + ref.getTarget().getName(),
                    "delete the name, not what it stands for: git symbolic-ref --delete " + ref.getName());
        }
        CommitSeen foreign = foreign(ref, List.of(base), own);
        if (foreign != null) {
            // after an amend or a rebase of the base branch, what the branch stood on is nobody's work on top of it
            foreign = foreign(ref, withFormerTips(base, baseBranch), own);
        }
        if (foreign != null) {
            throw notOurs(
                    "the branch " + branch + " holds a commit that Crossfade did not write: " + describe(foreign)
                            + foreign.doubt(),
                    "Keep the commit under another name: git branch -m " + branch + " " + kept()
                            + "; or, if nobody needs it, git branch -D " + branch + ", then run again");
        }
    }

    private @Nullable CommitSeen foreign(Ref ref, List<ObjectId> bases, OwnCommits own) throws IOException {
        try (RevWalk walk = new RevWalk(git)) {
            walk.markStart(walk.parseCommit(ref.getObjectId()));
            for (ObjectId base : bases) {
                walk.markUninteresting(walk.parseCommit(base));
            }
            for (RevCommit commit : walk) {
                if (!own.wrote(commit, walk)) {
                    walk.parseBody(commit);
                    return own.seen(commit, walk);
                }
            }
            return null;
        }
    }

    private List<ObjectId> withFormerTips(ObjectId base, String baseBranch) throws IOException {
        ReflogReader log = git.getRefDatabase().getReflogReader(Constants.R_HEADS + baseBranch);
        List<ReflogEntry> entries = log == null ? List.of() : log.getReverseEntries();
        List<ObjectId> tips = new ArrayList<>(List.of(base));
        for (ReflogEntry entry : entries) {
            ObjectId tip = entry.getNewId();
            if (!tip.equals(ObjectId.zeroId()) && git.getObjectDatabase().has(tip)) {
                tips.add(tip);
            }
        }
        return tips;
    }

    private String kept() {
        return "kept/" + branch.substring(PREFIX.length());
    }

    private static String describe(CommitSeen commit) {
        return commit.id().substring(0, 10) + " by " + commit.author() + ", \"" + commit.subject() + "\"";
    }

    private CrossfadeException notOurs(String message, String cure) {
        return new CrossfadeException(ErrorCode.BRANCH_NOT_OURS, Where.object("branch " + branch), message, cure);
    }
}
