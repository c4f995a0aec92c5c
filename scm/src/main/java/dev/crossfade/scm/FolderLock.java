package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;

/** Keeps a clone for one process, as long as that lives: the system takes the lock back from one that was killed. */
final class FolderLock {

    /** In Git's own folder, for the clone may be a volume of its own; not named as Git names its locks, which are taken away. */
    static final String FILE = "crossfade-process";

    private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

    private FolderLock() {}

    /** @throws CrossfadeException CLONE_IN_USE where another process has it */
    static synchronized void take(Path folder) throws IOException {
        Path git = Files.createDirectories(folder.resolve(Constants.DOT_GIT)).toRealPath();
        if (HELD.containsKey(git)) {
            return;
        }
        FileChannel channel = FileChannel.open(git.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new CrossfadeException(
                    ErrorCode.CLONE_IN_USE,
                    Where.file(folder.toString()),
                    "another crossfade works in " + folder + ", and a clone is for one process",
                    "stop that one, or name another folder with --into");
        }
        HELD.put(git, channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException anotherThread) {
            return false;
        }
    }
}
