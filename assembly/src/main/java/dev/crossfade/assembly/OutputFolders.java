package dev.crossfade.assembly;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes a plan as one folder per phase: its files, its message, and the paths that it removes. */
record OutputFolders(Path target) {

    private static final String MESSAGE = "COMMIT_MESSAGE";
    private static final String REMOVED = "REMOVED";

    /** All folders or none: they are written beside the target and moved when they are complete. */
    void write(Preview preview) {
        Path absolute = resolved();
        Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".incomplete");
        try {
            requireFolders(absolute);
            requireEmpty(absolute);
            Files.createDirectories(absolute.getParent());
            delete(draft);
            for (PlannedCommit commit : preview.commits()) {
                write(commit, draft.resolve(folder(commit)));
            }
            Files.deleteIfExists(absolute);
            Files.move(draft, absolute);
        } catch (IOException e) {
            discard(draft, e);
            throw failed(e);
        }
    }

    /** A link to a folder stands for that folder, and stays. */
    private Path resolved() {
        Path absolute = target.toAbsolutePath().normalize();
        try {
            return Files.exists(absolute) ? absolute.toRealPath() : absolute;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CrossfadeException failed(IOException e) {
        return new CrossfadeException(
                ErrorCode.WRITE_FAILED,
                Where.file(target.toString()),
                "the folders could not be written, none is left: " + e.getMessage(),
                "look at free space and permissions there, then run the command again",
                e);
    }

    /** Refuses what {@link #write} would refuse before its first file, and writes nothing. */
    void requireWritable() {
        try {
            Path absolute = resolved();
            requireFolders(absolute);
            requireEmpty(absolute);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A file has no room for folders below it. */
    private void requireFolders(Path absolute) {
        for (Path at = absolute.getParent(); at != null; at = at.getParent()) {
            if (Files.exists(at) && !Files.isDirectory(at)) {
                throw new CrossfadeException(
                        ErrorCode.PATH_NOT_WRITABLE,
                        Where.file(target.toString()),
                        at + " is a file, so no folder can be made below it",
                        "name another folder for --output");
            }
        }
    }

    private void requireEmpty(Path absolute) throws IOException {
        if (!Files.exists(absolute)) {
            return;
        }
        boolean empty = Files.isDirectory(absolute);
        if (empty) {
            try (Stream<Path> files = Files.list(absolute)) {
                empty = files.findAny().isEmpty();
            }
        }
        if (!empty) {
            throw new CrossfadeException(
                    ErrorCode.OUTPUT_NOT_EMPTY,
                    Where.file(target.toString()),
                    target + " exists and is not an empty folder",
                    "name a new folder: nothing that is there already is ever overwritten");
        }
    }

    private static String folder(PlannedCommit commit) {
        return String.format(
                Locale.ROOT, "%02d-%s", commit.entry().number(), commit.entry().id());
    }

    private static void write(PlannedCommit commit, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(MESSAGE), commit.message());
        StringBuilder removed = new StringBuilder();
        for (Map.Entry<String, Optional<String>> file : commit.changes().files().entrySet()) {
            if (file.getValue().isEmpty()) {
                removed.append(file.getKey()).append('\n');
            } else {
                Path path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue().get());
            }
        }
        if (!removed.isEmpty()) {
            Files.writeString(folder.resolve(REMOVED), removed);
        }
    }

    private static void discard(Path draft, IOException reason) {
        try {
            delete(draft);
        } catch (IOException | UncheckedIOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                List<Path> deepestFirst =
                        paths.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
