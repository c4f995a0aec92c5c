package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** Finds the repository that a folder lies in and refuses those that a migration cannot be written into. */
final class RepositoryFinder {
    private final Path folder;

    RepositoryFinder(Path anyFolderInside) {
        this.folder = anyFolderInside.toAbsolutePath().normalize();
    }

    Repository find() {
        Repository git = open();
        try {
            requireSha1(git);
            requireWorkingTree(git);
            requireHistory(git);
        } catch (IOException e) {
            git.close();
            throw Unreadable.repository(folder, e);
        } catch (CrossfadeException e) {
            git.close();
            throw e;
        }
        return git;
    }

    private Repository open() {
        if (!Files.isDirectory(folder)) {
            throw notFound("there is no folder " + folder);
        }
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().setFS(QuietShell.detected()).findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw notFound("neither " + folder + " nor a folder above it is a Git repository");
        }
        try {
            return builder.setMustExist(true).build();
        } catch (RepositoryNotFoundException e) {
            throw notFound(folder + " points at the repository " + builder.getGitDir() + ", which is not there");
        } catch (IOException | IllegalArgumentException e) {
            throw Unreadable.repository(folder, e);
        }
    }

    private CrossfadeException notFound(String message) {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_NOT_FOUND,
                Where.file(folder.toString()),
                message,
                "run Crossfade inside a clone of the GitOps repository, or write plain folders without Git:"
                        + " crossfade generate --output DIR");
    }

    // JGit would take the first 40 digits of a longer id for a SHA-1 and find nothing
    private static void requireSha1(Repository git) throws IOException {
        Config config = git.getConfig();
        String format = config.getString("extensions", null, "objectFormat");
        if (format != null && !format.equalsIgnoreCase("sha1")) {
            throw new IOException("its object format is " + format);
        }
    }

    private void requireWorkingTree(Repository git) {
        if (git.isBare()) {
            throw new CrossfadeException(
                    ErrorCode.REPOSITORY_BARE,
                    Where.file(folder.toString()),
                    git.getDirectory() + " is a bare repository: it has no working tree",
                    "run Crossfade in a clone of it, or in a worktree: git worktree add ../work main");
        }
    }

    private void requireHistory(Repository git) throws IOException {
        if (!git.getObjectDatabase().getShallowCommits().isEmpty()) {
            throw new CrossfadeException(
                    ErrorCode.REPOSITORY_SHALLOW,
                    Where.file(folder.toString()),
                    "the repository is a shallow clone: phases that were merged before its oldest commit are not in it",
                    "fetch the whole history: git fetch --unshallow (in CI: a fetch depth of 0)");
        }
    }
}
