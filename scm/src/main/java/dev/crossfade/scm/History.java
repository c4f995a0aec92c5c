package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Looks back from a commit. */
final class History {
    private final Repository git;

    History(Repository git) {
        this.git = git;
    }

    /** What a tip has above a base, newest first. */
    List<CommitSeen> above(Base base, String tip, Author author) {
        OwnCommits own = new OwnCommits(author);
        List<CommitSeen> commits = new ArrayList<>();
        try (RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base.commit())));
            for (RevCommit commit : walk) {
                commits.add(own.seen(commit, walk));
            }
        } catch (IOException e) {
            throw Unreadable.because("commit " + tip, e);
        }
        return commits;
    }

    /** The paths that differ from the first parent. */
    SortedSet<String> changed(String id) {
        SortedSet<String> paths = new TreeSet<>();
        try (RevWalk commits = new RevWalk(git);
                TreeWalk files = new TreeWalk(git)) {
            RevCommit commit = commits.parseCommit(ObjectId.fromString(id));
            if (commit.getParentCount() > 0) {
                files.addTree(commits.parseCommit(commit.getParent(0)).getTree());
            } else {
                files.addTree(new EmptyTreeIterator());
            }
            files.addTree(commit.getTree());
            files.setRecursive(true);
            files.setFilter(TreeFilter.ANY_DIFF);
            while (files.next()) {
                paths.add(files.getPathString());
            }
        } catch (IOException e) {
            throw Unreadable.because("commit " + id, e);
        }
        return paths;
    }

    /** True for the full id of a commit that is at hand. */
    boolean has(String id) {
        if (!ObjectId.isId(id)) {
            return false;
        }
        try (RevWalk walk = new RevWalk(git)) {
            walk.parseCommit(ObjectId.fromString(id));
            return true;
        } catch (MissingObjectException | IncorrectObjectTypeException notHere) {
            return false;
        } catch (IOException e) {
            throw Unreadable.because("commit " + id, e);
        }
    }

    boolean contains(String tip, String ancestor) {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(ancestor)), walk.parseCommit(ObjectId.fromString(tip)));
        } catch (IOException e) {
            throw Unreadable.because("the history of commit " + tip, e);
        }
    }

    /** The newest changes of a file along the first parents, a merge counting as one. */
    List<FileChange> changes(Base base, String path, int limit) {
        List<FileChange> changes = new ArrayList<>();
        try (RevWalk walk = new RevWalk(git);
                ObjectReader reader = walk.getObjectReader()) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(base.commit()));
            ObjectId now = blob(reader, commit, path);
            Instant later = null;
            while (changes.size() < limit) {
                @Nullable
                RevCommit parent = commit.getParentCount() == 0 ? null : walk.parseCommit(commit.getParent(0));
                ObjectId before = parent == null ? ObjectId.zeroId() : blob(reader, parent, path);
                walk.parseBody(commit);
                boolean forwarded = OwnCommits.isForwarded(commit, walk);
                if (!now.equals(before)) {
                    changes.add(
                            new FileChange(OwnCommits.merged(commit), files(parent), files(commit), forwarded, later));
                }
                if (!forwarded) {
                    later = commit.getCommitterIdent().getWhenAsInstant();
                }
                if (parent == null) {
                    break;
                }
                commit.disposeBody();
                commit = parent;
                now = before;
            }
        } catch (IOException e) {
            throw Unreadable.because("the history of " + path + " in branch " + base.branch(), e);
        }
        return changes;
    }

    private Tree files(@Nullable RevCommit commit) {
        return commit == null
                ? Workspace.empty()
                : new CommitTree(git, commit.getTree().copy());
    }

    private static ObjectId blob(ObjectReader reader, RevCommit commit, String path) throws IOException {
        try (@Nullable TreeWalk found = TreeWalk.forPath(reader, path, commit.getTree())) {
            return found == null ? ObjectId.zeroId() : found.getObjectId(0);
        }
    }
}
