package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** A Git repository on this machine, read and written without its working tree, its index or anybody's configuration. */
public final class LocalRepository implements Repository {

    static {
        // else JGit measures the file system's clock for three seconds at its first use
        FS.FileStoreAttributes.setBackground(true);
        SystemReader.setInstance(new PlainSystemReader(SystemReader.getInstance()));
    }

    private final org.eclipse.jgit.lib.Repository git;
    private final Path root;

    private LocalRepository(org.eclipse.jgit.lib.Repository git) {
        this.git = git;
        this.root = git.getWorkTree().toPath();
    }

    /**
     * Opens the repository that holds a folder.
     *
     * @throws CrossfadeException REPOSITORY_NOT_FOUND, REPOSITORY_BARE or REPOSITORY_SHALLOW
     */
    public static LocalRepository open(Path folder) {
        org.eclipse.jgit.lib.Repository git = find(folder);
        if (git.isBare()) {
            git.close();
            throw refused(
                    ErrorCode.REPOSITORY_BARE,
                    folder,
                    "the repository is bare: it has no working tree with a crossfade.yaml",
                    "run the command in a clone");
        }
        if (Files.exists(git.getCommonDirectory().toPath().resolve("shallow"))) {
            git.close();
            throw refused(
                    ErrorCode.REPOSITORY_SHALLOW,
                    folder,
                    "the repository is a shallow clone: the commit that a running migration began at may be missing",
                    "git fetch --unshallow");
        }
        return new LocalRepository(git);
    }

    private static org.eclipse.jgit.lib.Repository find(Path folder) {
        FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
        builder.findGitDir(folder.toAbsolutePath().toFile());
        try {
            if (builder.getGitDir() == null) {
                throw new RepositoryNotFoundException(folder.toString());
            }
            return builder.build();
        } catch (RepositoryNotFoundException e) {
            throw new CrossfadeException(
                    ErrorCode.REPOSITORY_NOT_FOUND,
                    Where.file(folder.toString()),
                    folder + " lies in no Git repository",
                    "run the command in a clone of the GitOps repository, or write plain folders with --output DIR",
                    e);
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.REPOSITORY_UNREADABLE,
                    Where.file(folder.toString()),
                    "Git cannot open the repository: " + e.getMessage(),
                    "check the repository with git fsck",
                    e);
        }
    }

    /** The root of the working tree. */
    public Path root() {
        return root;
    }

    @Override
    public Base base(String branch) {
        try (RevWalk walk = new RevWalk(git)) {
            Ref ref = git.exactRef(Constants.R_HEADS + branch);
            if (ref == null || ref.getObjectId() == null) {
                throw new CrossfadeException(
                        ErrorCode.BRANCH_NOT_FOUND,
                        Where.object("branch " + branch),
                        "there is no local branch '" + branch + "'" + others(),
                        "git switch " + branch + ", or set spec.git.branch in crossfade.yaml");
            }
            RevCommit commit = walk.parseCommit(ref.getObjectId());
            return new Base(
                    branch,
                    commit.name(),
                    commit.getCommitterIdent().getWhenAsInstant(),
                    new CommitTree(git, commit.getTree().getId()));
        } catch (IOException e) {
            throw unreadable("branch " + branch, e);
        }
    }

    private String others() throws IOException {
        List<Ref> heads = git.getRefDatabase().getRefsByPrefix(Constants.R_HEADS);
        return heads.isEmpty()
                ? "; the repository has no commit yet"
                : "; there is "
                        + heads.stream()
                                .map(head -> head.getName().substring(Constants.R_HEADS.length()))
                                .limit(3)
                                .collect(Collectors.joining(", "));
    }

    @Override
    public Tree start(Base base, String markerPath) {
        try (RevWalk walk = new RevWalk(git)) {
            RevCommit commit = walk.parseCommit(ObjectId.fromString(base.commit()));
            while (has(commit, markerPath) && commit.getParentCount() > 0) {
                commit = walk.parseCommit(commit.getParent(0));
            }
            return new CommitTree(git, commit.getTree().getId());
        } catch (IOException e) {
            throw unreadable("branch " + base.branch(), e);
        }
    }

    private boolean has(RevCommit commit, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(git, path, commit.getTree())) {
            return walk != null;
        }
    }

    @Override
    public void requireClean(Base base, Collection<String> paths) {
        new WorkingCopy(git).requireClean(base, paths);
    }

    @Override
    public List<String> write(Base base, String branch, Author author, List<CommitDraft> drafts) {
        PlanBranch target = new PlanBranch(git, branch);
        ObjectId former = target.requireOurs(base);
        List<String> ids = new CommitWriter(git, author).write(base, drafts);
        target.move(former, ObjectId.fromString(ids.isEmpty() ? base.commit() : ids.get(ids.size() - 1)));
        return ids;
    }

    @Override
    public void close() {
        git.close();
    }

    static CrossfadeException unreadable(String object, IOException e) {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_UNREADABLE,
                Where.object(object),
                "Git cannot read " + object + ": " + e.getMessage(),
                "check the repository with git fsck",
                e);
    }

    private static CrossfadeException refused(ErrorCode code, Path where, String message, String cure) {
        return new CrossfadeException(code, Where.file(where.toString()), message, cure);
    }
}
