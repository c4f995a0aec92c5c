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
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
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
            return isWithin(file) && Files.isRegularFile(file) && !isLinked(file)
                    ? Optional.of(Files.readString(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public SortedSet<String> list(String folder) {
        TreeSet<String> paths = new TreeSet<>();
        walk(folder, (file, attributes) -> {
            if (attributes.isRegularFile()) {
                paths.add(path(file));
            }
        });
        return paths;
    }

    @Override
    public SortedMap<String, String> links() {
        TreeMap<String, String> links = new TreeMap<>();
        walk("", (file, attributes) -> {
            if (attributes.isSymbolicLink()) {
                links.put(path(file), Files.readSymbolicLink(file).toString().replace('\\', '/'));
            }
        });
        return links;
    }

    /** What is done with a file or a link, and may fail. */
    private interface Visit {
        void file(Path file, BasicFileAttributes attributes) throws IOException;
    }

    private void walk(String folder, Visit visit) {
        Path start = root.resolve(folder);
        if (!isWithin(start) || !Files.isDirectory(start)) {
            return;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    boolean passed = directory.endsWith(".git") || directory.equals(output.toAbsolutePath());
                    return passed ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    visit.file(file, attributes);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw unreadable(start, e);
        }
    }

    private String path(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private boolean isWithin(Path file) {
        return file.normalize().startsWith(root.normalize());
    }

    /** No commit has a file behind a link. */
    private boolean isLinked(Path file) {
        Path at = root;
        for (Path step : root.relativize(file)) {
            at = at.resolve(step);
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
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
