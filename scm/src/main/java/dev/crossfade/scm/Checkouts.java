package dev.crossfade.scm;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Knows which working trees of a repository, the linked ones included, have a branch checked out. */
final class Checkouts {
    private final Repository git;

    Checkouts(Repository git) {
        this.git = git;
    }

    /** The folder of a working tree that stands on the branch. */
    Optional<Path> of(String fullName) throws IOException {
        Ref head = git.exactRef(Constants.HEAD);
        if (head != null && head.isSymbolic() && head.getTarget().getName().equals(fullName)) {
            return Optional.of(git.getWorkTree().toPath());
        }
        Path common = git.getCommonDirectory().toPath();
        boolean bare = git.getConfig().getBoolean("core", "bare", false);
        if (!bare && isAt(common.resolve(Constants.HEAD), fullName)) {
            return Optional.of(mainWorkingTree(common));
        }
        Path linked = common.resolve("worktrees");
        if (!Files.isDirectory(linked)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(linked)) {
            for (Path folder : folders) {
                Optional<Path> tree = linkedWorkingTree(folder);
                if (tree.isPresent() && isAt(folder.resolve(Constants.HEAD), fullName)) {
                    return tree;
                }
            }
        }
        return Optional.empty();
    }

    private Path mainWorkingTree(Path common) {
        String configured = git.getConfig().getString("core", null, "worktree");
        return common.resolve(configured == null ? ".." : configured)
                .toAbsolutePath()
                .normalize();
    }

    /** Empty for a working tree that was deleted without git worktree remove: nothing there can become dirty. */
    private static Optional<Path> linkedWorkingTree(Path folder) throws IOException {
        Path pointer = folder.resolve("gitdir");
        if (!Files.isRegularFile(pointer)) {
            return Optional.empty();
        }
        Path dotGit = folder.resolve(Files.readString(pointer).strip()).normalize();
        return Files.exists(dotGit) ? Optional.of(dotGit.resolveSibling("")) : Optional.empty();
    }

    private static boolean isAt(Path head, String fullName) throws IOException {
        return Files.isRegularFile(head) && Files.readString(head).strip().equals("ref: " + fullName);
    }
}
