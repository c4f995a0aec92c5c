package dev.crossfade.scm;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.scm.access.RemoteAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.ResetCommand.ResetType;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.StoredConfig;

/** Brings a repository into a folder, for a process that starts with nothing, and brings it up to date when it starts again. */
public final class FreshClone {

    /** Says that the folder is this program's own, and may be reset. */
    private static final String SECTION = "crossfade";

    private static final String OWN = "clone";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final String address;
    private final String branch;

    private FreshClone(Path folder, String address, String branch) {
        this.folder = folder;
        this.address = address;
        this.branch = branch;
    }

    /**
     * Makes the clone, or goes on with one that was not finished.
     *
     * @param access how the address is reached
     * @throws CrossfadeException REPOSITORY_NOT_OURS where the folder holds somebody else's repository; CLONE_IN_USE where
     *     another process works in it; what
     *     {@link dev.crossfade.core.proposal.Remote#look} throws; WRITE_FAILED
     */
    public static void make(Path folder, String address, String branch, RemoteAccess access) {
        IsolatedSystemReader.install();
        new FreshClone(folder, address, branch).make(access);
    }

    private void make(RemoteAccess access) {
        try {
            begin();
            try (LocalRepository repository = LocalRepository.open(folder)) {
                checkOut(repository.remote(access).look(branch, "crossfade/").base());
            }
        } catch (IOException | UncheckedIOException | GitAPIException e) {
            throw new CrossfadeException(
                    ErrorCode.WRITE_FAILED,
                    Where.file(folder.toString()),
                    "the clone could not be made: " + e.getMessage(),
                    "see that the folder can be written and that the disk has space",
                    e);
        }
    }

    private void begin() throws IOException, GitAPIException {
        if (isRepository() && !isUnfinished()) {
            try (Git git = Git.open(folder.toFile())) {
                StoredConfig config = git.getRepository().getConfig();
                if (!config.getBoolean(SECTION, OWN, false)
                        || !address.equals(config.getString("remote", OriginAddress.REMOTE, "url"))) {
                    throw taken();
                }
            }
            FolderLock.take(folder);
            unlock();
            return;
        }
        FolderLock.take(folder);
        unlock();
        try (Git git = Git.init()
                .setInitialBranch(branch)
                .setDirectory(folder.toFile())
                .call()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setBoolean(SECTION, null, OWN, true);
            config.setString("remote", OriginAddress.REMOTE, "url", address);
            config.setString(
                    "remote",
                    OriginAddress.REMOTE,
                    "fetch",
                    "+refs/heads/*:refs/remotes/" + OriginAddress.REMOTE + "/*");
            config.save();
        }
    }

    /** Begun here, for it has the lock's file, and killed before it was told whose it is. */
    private boolean isUnfinished() throws IOException {
        if (!Files.exists(folder.resolve(Constants.DOT_GIT).resolve(FolderLock.FILE))) {
            return false;
        }
        try (Git git = Git.open(folder.toFile())) {
            StoredConfig config = git.getRepository().getConfig();
            return !config.getBoolean(SECTION, OWN, false)
                    && config.getString("remote", OriginAddress.REMOTE, "url") == null;
        }
    }

    /** One that was killed before it began has left the lock alone. */
    private boolean isRepository() {
        Path git = folder.resolve(Constants.DOT_GIT);
        return Files.isDirectory(git) ? Files.exists(git.resolve(Constants.HEAD)) : Files.exists(git);
    }

    /** The folder is one process's own: what is locked in it was locked by one that was killed. */
    private void unlock() throws IOException {
        Path git = folder.resolve(Constants.DOT_GIT);
        try (Stream<Path> files = Files.find(git, Integer.MAX_VALUE, (file, is) -> is.isRegularFile())) {
            for (Path lock :
                    (Iterable<Path>) files.filter(file -> file.toString().endsWith(LOCK))::iterator) {
                Files.deleteIfExists(lock);
            }
        }
    }

    private CrossfadeException taken() {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_NOT_OURS,
                Where.file(folder.toString()),
                folder + " holds a repository that Crossfade did not clone from that address; it is left alone",
                "name another folder with --into, or go into that one and leave --clone out");
    }

    private void checkOut(Base base) throws IOException, GitAPIException {
        try (Git git = Git.open(folder.toFile())) {
            RefUpdate update = git.getRepository().updateRef(Constants.R_HEADS + branch);
            update.setNewObjectId(ObjectId.fromString(base.commit()));
            update.setForceUpdate(true);
            update.disableRefLog();
            RefUpdate.Result result = update.forceUpdate();
            if (result == RefUpdate.Result.LOCK_FAILURE || result == RefUpdate.Result.IO_FAILURE) {
                throw new IOException("Git answered " + result + " to " + branch);
            }
            git.reset().setMode(ResetType.HARD).setRef(base.commit()).call();
        }
    }
}
