package dev.crossfade.assembly;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The files of a folder, as if they were committed.
 *
 * @param output a folder below it that is being written and does not count
 */
record FolderTree(Path root, Path output) implements Tree {

    @Override
    public Optional<String> read(String path) {
        Path file = root.resolve(path);
        try {
            return isWithin(file) && Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public SortedSet<String> list(String folder) {
        TreeSet<String> paths = new TreeSet<>();
        Path start = root.resolve(folder);
        if (!isWithin(start) || !Files.isDirectory(start)) {
            return paths;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean passed = directory.endsWith(".git") || directory.equals(output.toAbsolutePath());
                    return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        paths.add(root.relativize(file).toString().replace('\\', '/'));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(start, e);
        }
        return paths;
    }

    private boolean isWithin(Path file) {
        return file.normalize().startsWith(root.normalize());
    }

    private static CrossfadeException unreadable(Path file, IOException e) {
        return new CrossfadeException(
                ErrorCode.INPUT_NOT_TEXT,
                Where.file(file.toString()),
                file + " cannot be read as UTF-8 text: " + e.getMessage(),
                "store it as UTF-8 and look at its permissions",
                e);
    }
}
