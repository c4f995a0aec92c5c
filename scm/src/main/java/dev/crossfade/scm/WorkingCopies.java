package dev.crossfade.scm;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Compares files of the working tree and of the index with those of the base commit, by content. */
final class WorkingCopies {
    private final Repository git;
    private final Base base;

    WorkingCopies(Repository git, Base base) {
        this.git = git;
        this.base = base;
    }

    void requireClean(Collection<String> paths) {
        List<Problem> problems = problems(paths);
        if (!problems.isEmpty() && !isOnBase()) {
            replaceCommitted(problems, paths);
        }
        refuse(problems);
    }

    /** Passes over what is merely older here than in the base. */
    void requirePushed(Collection<String> paths) {
        List<Problem> problems = problems(paths);
        if (!problems.isEmpty()) {
            WorkingCopies fork = new WorkingCopies(git, fork());
            List<Where> changed =
                    fork.problems(paths).stream().map(Problem::where).toList();
            problems.removeIf(problem -> !changed.contains(problem.where()));
            replaceCommitted(problems, paths);
        }
        refuse(problems);
    }

    /** What the checked-out commit has by itself cannot be committed or set aside. */
    private void replaceCommitted(List<Problem> problems, Collection<String> paths) {
        List<Where> uncommitted =
                checkedOut().problems(paths).stream().map(Problem::where).toList();
        boolean onBase = isOnBase();
        problems.replaceAll(problem -> uncommitted.contains(problem.where())
                ? problem
                : onBase ? unpushed(problem.where()) : elsewhere(problem));
    }

    private WorkingCopies checkedOut() {
        try {
            @Nullable ObjectId head = git.resolve(Constants.HEAD);
            return head == null
                    ? this
                    : new WorkingCopies(
                            git,
                            new Base(base.branch(), head.name(), base.committed(), CommitTree.of(git, head.name())));
        } catch (IOException e) {
            throw Unreadable.because("the commit that is checked out", e);
        }
    }

    /** As where a reviewer has a proposal's branch checked out. */
    private Problem elsewhere(Problem problem) {
        return Problem.blocker(
                problem.code(),
                problem.where(),
                problem.message() + "; checked out is " + whatIsCheckedOut() + ", which has another version of it",
                "git switch " + base.branch() + "; where it is meant for the plan, bring it to " + base.branch()
                        + " by a pull request or a merge of " + whatIsCheckedOut());
    }

    private Problem unpushed(Where path) {
        String there = "origin/" + base.branch();
        return Problem.blocker(
                ErrorCode.INPUT_DIRTY,
                path,
                path.text() + " is committed here, and " + there + " has another version of it; Crossfade reads commit "
                        + base.commit().substring(0, 10) + " of " + there,
                "push it: git push origin " + base.branch() + "; where that is refused, git pull --rebase origin "
                        + base.branch() + " first");
    }

    private String whatIsCheckedOut() {
        try {
            String name = String.valueOf(git.getBranch());
            return ObjectId.isId(name) ? "commit " + name.substring(0, 10) : "branch " + name;
        } catch (IOException e) {
            throw Unreadable.because("the branch that is checked out", e);
        }
    }

    private boolean isOnBase() {
        try {
            return base.branch().equals(git.getBranch());
        } catch (IOException e) {
            throw Unreadable.because("the branch that is checked out", e);
        }
    }

    /** The newest commit that checkout and base have in common; the base itself where there is none. */
    private Base fork() {
        try (RevWalk walk = new RevWalk(git)) {
            @Nullable ObjectId head = git.resolve(Constants.HEAD);
            if (head == null) {
                return base;
            }
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(head));
            walk.markStart(walk.parseCommit(ObjectId.fromString(base.commit())));
            @Nullable RevCommit common = walk.next();
            return common == null
                    ? base
                    : new Base(base.branch(), common.name(), base.committed(), CommitTree.of(git, common.name()));
        } catch (IOException e) {
            throw Unreadable.because("the history of the checkout", e);
        }
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
    }

    private List<Problem> problems(Collection<String> paths) {
        List<Problem> problems = new ArrayList<>();
        try (Comparison comparison = new Comparison()) {
            String elsewhere =
                    isOnBase() ? "" : " (checked out is " + whatIsCheckedOut() + ": git switch " + base.branch() + ")";
            for (String path : new TreeSet<>(paths)) {
                if (CommitTree.isPath(path)) {
                    comparison
                            .difference(path)
                            .map(what -> problem(path, what, elsewhere))
                            .ifPresent(problems::add);
                }
            }
        } catch (IOException e) {
            throw Unreadable.because("the working tree " + git.getWorkTree(), e);
        }
        return problems;
    }

    private Problem problem(String path, String what, String elsewhere) {
        return Problem.blocker(
                ErrorCode.INPUT_DIRTY,
                Where.file(path),
                path + " " + what + "; Crossfade reads it from commit "
                        + base.commit().substring(0, 10) + " of branch " + base.branch(),
                "commit it to " + base.branch() + elsewhere
                        + ", or set it aside: git stash push --include-untracked -- " + path);
    }

    /** One look at index, checked-out commit and base commit, good for all paths. */
    private final class Comparison implements AutoCloseable {
        private final RevWalk walk = new RevWalk(git);
        private final DirCache index = readIndex();
        private final LineEnds lineEnds = new LineEnds(git, index);
        private final RevTree baseTree = walk.parseTree(ObjectId.fromString(base.commit()));
        private final @Nullable RevTree headTree;

        Comparison() throws IOException {
            ObjectId head = git.resolve(Constants.HEAD);
            headTree = head == null ? null : walk.parseTree(head);
        }

        private DirCache readIndex() {
            try {
                return git.readDirCache();
            } catch (IOException e) {
                throw new CrossfadeException(
                        ErrorCode.REPOSITORY_UNREADABLE,
                        Where.file(git.getIndexFile().getPath()),
                        "the index of the working tree cannot be read: " + Unreadable.reason(e),
                        "If it is split or sparse, make it a plain one: git update-index --no-split-index, or"
                                + " git sparse-checkout reapply --no-sparse-index. If git status fails as well, delete"
                                + " the file and run git reset",
                        e);
            }
        }

        Optional<String> difference(String path) throws IOException {
            DirCacheEntry entry = index.getEntry(path);
            if (entry != null && entry.getStage() != DirCacheEntry.STAGE_0) {
                return Optional.of("has a merge conflict");
            }
            ObjectId committed = blob(baseTree, path);
            Optional<String> inFolder = committed == null ? uncommitted(path) : changed(path, committed, entry);
            return inFolder.or(() -> isStaged(path, entry, committed));
        }

        private Optional<String> uncommitted(String path) {
            return Files.isRegularFile(file(path), LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of("is not committed to " + base.branch() + " yet")
                    : Optional.empty();
        }

        private Optional<String> changed(String path, ObjectId committed, @Nullable DirCacheEntry entry)
                throws IOException {
            Path file = file(path);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                // a sparse checkout leaves the file out on purpose
                boolean leftOut = entry != null && entry.isSkipWorkTree();
                return leftOut ? Optional.empty() : Optional.of("is deleted in the working tree");
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("is no regular file in the working tree");
            }
            byte[] content = Files.readAllBytes(file);
            boolean same = id(content).equals(committed)
                    || id(lineEnds.asCommitted(path, content)).equals(committed);
            return same ? Optional.empty() : Optional.of("differs in the working tree");
        }

        /** A change that only the index holds; what the checked-out branch has by itself is none. */
        private Optional<String> isStaged(String path, @Nullable DirCacheEntry entry, @Nullable ObjectId committed) {
            ObjectId staged = entry != null && CommitTree.isFile(entry.getFileMode()) ? entry.getObjectId() : null;
            if (Objects.equals(staged, committed) || Objects.equals(staged, head(path))) {
                return Optional.empty();
            }
            return Optional.of(staged == null ? "has its deletion staged" : "has a staged change");
        }

        private @Nullable ObjectId head(String path) {
            try {
                return headTree == null ? null : blob(headTree, path);
            } catch (IOException e) {
                throw Unreadable.because("the checked-out commit", e);
            }
        }

        private @Nullable ObjectId blob(RevTree tree, String path) throws IOException {
            try (@Nullable TreeWalk found = TreeWalk.forPath(git, path, tree)) {
                return found != null && CommitTree.isFile(found.getFileMode()) ? found.getObjectId(0) : null;
            }
        }

        private Path file(String path) {
            return git.getWorkTree().toPath().resolve(path);
        }

        private static ObjectId id(byte[] content) {
            try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
                return ids.idFor(Constants.OBJ_BLOB, content);
            }
        }

        @Override
        public void close() {
            walk.close();
        }
    }
}
