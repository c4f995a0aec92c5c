package dev.crossfade.scm;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** The files of one commit, read when they are asked for. */
record CommitTree(Repository repository, ObjectId tree) implements Tree {

    @Override
    public Optional<String> read(String path) {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
            return walk == null || !isFile(walk) ? Optional.empty() : Optional.of(text(path, walk.getObjectId(0)));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    @Override
    public SortedSet<String> list(String folder) {
        TreeSet<String> paths = new TreeSet<>();
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            if (!folder.isEmpty()) {
                walk.setFilter(PathFilter.create(folder));
            }
            while (walk.next()) {
                boolean inside = folder.isEmpty() || walk.getPathString().startsWith(folder + "/");
                if (isFile(walk) && inside) {
                    paths.add(walk.getPathString());
                }
            }
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return paths;
    }

    /** Symbolic links and submodules are no files. */
    private static boolean isFile(TreeWalk walk) {
        return walk.getFileMode(0) == FileMode.REGULAR_FILE || walk.getFileMode(0) == FileMode.EXECUTABLE_FILE;
    }

    private String text(String path, ObjectId blob) throws IOException {
        byte[] bytes = repository.open(blob).getBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CrossfadeException(
                    ErrorCode.INPUT_NOT_TEXT,
                    Where.file(path),
                    path + " is not UTF-8 text",
                    "store the file as UTF-8 and commit it",
                    e);
        }
    }

    private static CrossfadeException unreadable(String path, IOException e) {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_UNREADABLE,
                Where.file(path),
                "Git cannot read " + path + ": " + e.getMessage(),
                "check the repository with git fsck",
                e);
    }
}
