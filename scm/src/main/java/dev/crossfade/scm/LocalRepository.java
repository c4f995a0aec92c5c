package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.FileChange;
import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.Tree;
import dev.crossfade.scm.access.CommitSigner;
import dev.crossfade.scm.access.RemoteAccess;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;

/** The Git repository that a folder on this machine lies in: a clone, a linked worktree or a submodule. */
public final class LocalRepository implements Repository {
    private final org.eclipse.jgit.lib.Repository git;
    private final CommitSigner signer;

    private LocalRepository(org.eclipse.jgit.lib.Repository git, CommitSigner signer) {
        this.git = git;
        this.signer = signer;
    }

    /**
     * Opens the repository that the folder lies in. From then on JGit reads no user's and no machine's configuration
     * in this process.
     *
     * @throws dev.crossfade.core.report.CrossfadeException REPOSITORY_NOT_FOUND, REPOSITORY_BARE, REPOSITORY_SHALLOW,
     *     REPOSITORY_UNREADABLE
     */
    public static LocalRepository open(Path anyFolderInside) {
        return open(anyFolderInside, CommitSigner.none());
    }

    /** The same, and all that is committed is signed. */
    public static LocalRepository open(Path anyFolderInside, CommitSigner signer) {
        IsolatedSystemReader.install();
        return new LocalRepository(new RepositoryFinder(anyFolderInside).find(), signer);
    }

    /** The working tree's root, absolute: what the paths in crossfade.yaml are relative to. */
    public Path root() {
        return git.getWorkTree().toPath();
    }

    @Override
    public Base base(String branch) {
        return new BaseBranch(git, branch).tip();
    }

    @Override
    public Tree start(Base base, String markerPath) {
        return new BaseBranch(git, base.branch()).start(base, markerPath);
    }

    @Override
    public void requireClean(Base base, Collection<String> paths) {
        new WorkingCopies(git, base).requireClean(paths);
    }

    @Override
    public void requireWritable(Base base, String branch, Author author, List<CommitDraft> drafts) {
        new BranchWriter(git, base, branch, new Committer(author, signer)).check(drafts);
    }

    @Override
    public List<String> write(Base base, String branch, Author author, List<CommitDraft> drafts) {
        return new BranchWriter(git, base, branch, new Committer(author, signer)).write(drafts);
    }

    @Override
    public String commit(Base base, Author author, CommitDraft draft) {
        return new LooseCommit(git, base, new Committer(author, signer)).write(draft);
    }

    @Override
    public String commitId(Base base, Author author, CommitDraft draft) {
        return new LooseCommit(git, base, new Committer(author, signer)).id(draft);
    }

    @Override
    public SortedSet<String> changed(String commit) {
        return new History(git).changed(commit);
    }

    @Override
    public boolean has(String commit) {
        return new History(git).has(commit);
    }

    @Override
    public boolean contains(String tip, String ancestor) {
        return new History(git).contains(tip, ancestor);
    }

    @Override
    public Tree tree(String commit) {
        return CommitTree.of(git, commit);
    }

    @Override
    public List<CommitSeen> above(Base base, String tip, Author author) {
        return new History(git).above(base, tip, author);
    }

    @Override
    public List<FileChange> changes(Base base, String path, int limit) {
        return new History(git).changes(base, path, limit);
    }

    @Override
    public void requirePushed(Base base, Collection<String> paths) {
        new WorkingCopies(git, base).requirePushed(paths);
    }

    /**
     * The remote {@code origin} of this repository; good for as long as the repository is open.
     *
     * @param access how its address is reached
     */
    public Remote remote(RemoteAccess access) {
        return new OriginRemote(git, access);
    }

    @Override
    public void close() {
        git.close();
    }
}
