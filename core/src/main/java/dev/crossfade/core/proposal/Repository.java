package dev.crossfade.core.proposal;

import dev.crossfade.core.render.Tree;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/**
 * The Git repository that a migration is written into. Nothing here touches a working tree, an index or a branch that
 * is not named {@code crossfade/…}.
 */
public interface Repository extends AutoCloseable {

    /**
     * The local branch's tip.
     *
     * @throws dev.crossfade.core.report.CrossfadeException BRANCH_NOT_FOUND
     */
    Base base(String branch);

    /**
     * The files as they were before the migration began: the tree of the nearest first-parent ancestor (the base
     * itself counts) that lacks the marker's path; of the oldest ancestor where none lacks it.
     */
    Tree start(Base base, String markerPath);

    /**
     * Refuses inputs whose working-tree copy differs from the commit (changed, staged, deleted or not committed yet),
     * one problem a file.
     *
     * @throws dev.crossfade.core.report.CrossfadeException INPUT_DIRTY
     */
    void requireClean(Base base, Collection<String> paths);

    /**
     * Refuses what {@link #write} would refuse of the same drafts, and writes nothing, not even an object.
     *
     * @throws dev.crossfade.core.report.CrossfadeException BRANCH_NOT_OURS, BRANCH_NAME_TAKEN, BRANCH_CHECKED_OUT,
     *     PATH_NOT_WRITABLE
     */
    void requireWritable(Base base, String branch, Author author, List<CommitDraft> drafts);

    /**
     * Writes the drafts as a linear row on top of the base and points the branch at the last one; with no drafts the
     * branch points at the base. The ids depend on nothing but base, author and drafts. All or nothing: on an error
     * the branch is where it was.
     *
     * @return the commit ids, one a draft, in the drafts' order
     * @throws dev.crossfade.core.report.CrossfadeException BRANCH_NOT_OURS when the branch is not named crossfade/… or
     *     holds a commit above the base that Crossfade did not write as this author, BRANCH_MOVED when somebody else moved it
     *     meanwhile, WRITE_FAILED when the disk refuses
     */
    List<String> write(Base base, String branch, Author author, List<CommitDraft> drafts);

    /**
     * Writes one draft on top of the base as a commit that no branch points at yet. The id depends on nothing but base,
     * author and draft, and on the key where commits are signed.
     *
     * @return the commit's id
     * @throws dev.crossfade.core.report.CrossfadeException PATH_NOT_WRITABLE, WRITE_FAILED
     */
    String commit(Base base, Author author, CommitDraft draft);

    /** The id that {@link #commit} would give, and nothing written. */
    String commitId(Base base, Author author, CommitDraft draft);

    /** The files of a commit that is at hand. */
    Tree tree(String commit);

    /** The paths that a commit changes from its first parent. */
    SortedSet<String> changed(String commit);

    /** True where the commit is at hand. */
    boolean has(String commit);

    /** True where the ancestor is the tip itself or in its history. */
    boolean contains(String tip, String ancestor);

    /**
     * The commits that a tip has and the base has not, newest first.
     *
     * @param author who Crossfade's own commits are by
     */
    List<CommitSeen> above(Base base, String tip, Author author);

    /**
     * The newest commits of the base's first-parent history that changed the file, newest first, each with what it changed
     * compared with its first parent; a merge counts as one commit.
     *
     * @param limit how many are asked for at most
     */
    List<FileChange> changes(Base base, String path, int limit);

    /**
     * Refuses inputs that a person changed here and that the base lacks: those whose working copy differs from the base and
     * from the commit at which this checkout left it. A checkout that is merely behind is none of their business.
     *
     * @throws dev.crossfade.core.report.CrossfadeException INPUT_DIRTY
     */
    void requirePushed(Base base, Collection<String> paths);

    @Override
    void close();

    /** A branch's tip: commit id, committer date and files. */
    record Base(String branch, String commit, Instant committed, Tree tree) {}
}
