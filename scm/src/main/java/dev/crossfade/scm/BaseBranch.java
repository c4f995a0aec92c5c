package dev.crossfade.scm;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** The local branch that a migration is merged into. */
final class BaseBranch {
    private static final int NAMES_SHOWN = 3;

    private final Repository git;
    private final String branch;

    BaseBranch(Repository git, String branch) {
        this.git = git;
        this.branch = branch;
    }

    Base tip() {
        try {
            Ref ref = git.exactRef(Constants.R_HEADS + branch);
            if (ref == null || ref.getObjectId() == null) {
                throw missing();
            }
            return at(ref.getObjectId());
        } catch (IOException e) {
            throw Unreadable.because("branch " + branch, e);
        }
    }

    /** The branch as it is where its tip is this commit. */
    Base at(ObjectId tip) throws IOException {
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit commit = walk.parseCommit(tip);
            return new Base(
                    branch,
                    commit.name(),
                    commit.getCommitterIdent().getWhenAsInstant(),
                    new CommitTree(git, commit.getTree().copy()));
        }
    }

    /** The tree of the nearest first-parent ancestor without the marker, or of the oldest one. */
    Tree start(Base base, String markerPath) {
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(base.commit()));
            while (holds(commit, markerPath) && commit.getParentCount() > 0) {
                commit = walk.parseCommit(commit.getParent(0));
            }
            return new CommitTree(git, commit.getTree().copy());
        } catch (IOException e) {
            throw Unreadable.because("the history of branch " + branch, e);
        }
    }

    private boolean holds(RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            return walk != null;
        }
    }

    private CrossfadeException missing() throws IOException {
        List<String> others = others();
        String message;
        String cure;
        @Nullable ObjectId head = git.resolve(Constants.HEAD);
        if (others.isEmpty() && head == null && remotes().isEmpty()) {
            message = "the repository has no commit on any branch, so there is no branch " + branch + " to start from";
            cure = "commit crossfade.yaml and the files that it names: git switch -c " + branch
                    + ", git add, git commit";
        } else {
            message = "there is no local branch " + branch + "; there is "
                    + (others.isEmpty()
                            ? "none that a migration could be merged into" + detached(head)
                            : shown(others));
            cure = cure();
        }
        return new CrossfadeException(ErrorCode.BRANCH_NOT_FOUND, Where.object("branch " + branch), message, cure);
    }

    /** As jobs of CI check out what they were started for. */
    private String detached(@Nullable ObjectId head) throws IOException {
        return head == null || !head.name().equals(git.getFullBranch())
                ? ""
                : ": checked out is commit " + head.name().substring(0, 10) + ", without a branch";
    }

    private List<Ref> remotes() throws IOException {
        return git.getRefDatabase().getRefsByPrefix(Constants.R_REMOTES);
    }

    private String cure() throws IOException {
        for (Ref remote : remotes()) {
            String name = remote.getName().substring(Constants.R_REMOTES.length());
            if (name.endsWith("/" + branch)) {
                return "create it from the remote's: git branch " + branch + " " + name;
            }
            if (name.equals(branch)) {
                return "name a local branch in spec.git.branch, without the remote's name: "
                        + branch.substring(branch.indexOf('/') + 1);
            }
        }
        return "set spec.git.branch to the branch that Argo CD reads, or fetch it: git fetch origin " + branch + ":"
                + branch;
    }

    /** The checked-out branch first, then the others by name; Crossfade's own are no bases. */
    private List<String> others() throws IOException {
        @Nullable String checkedOut = git.getFullBranch();
        Stream<String> all = git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS).stream()
                .map(Ref::getName)
                .sorted((a, b) -> Boolean.compare(b.equals(checkedOut), a.equals(checkedOut)));
        return all.map(name -> name.substring(Constants.R_HEADS.length()))
                .filter(name -> !name.startsWith(BranchGuard.PREFIX))
                .toList();
    }

    private static String shown(List<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        int more = names.size() - NAMES_SHOWN;
        return more > 0 ? shown + " and " + more + " more" : shown;
    }
}
