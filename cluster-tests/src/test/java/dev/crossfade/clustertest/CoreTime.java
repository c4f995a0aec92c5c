package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the threads of a process had of the machine's cores: what a busy machine adds to what the process itself takes is told
 * apart. Linux counts the waiting (Documentation/scheduler/sched-stats.rst, /proc/PID/schedstat).
 *
 * @param used on a core, in nanoseconds, threads that have ended included
 * @param unserved ready to run and without a core, in nanoseconds, of the threads that are there
 */
record CoreTime(long used, long unserved) {

    static CoreTime of(ProcessHandle process) {
        long unserved = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads) {
                unserved += unserved(thread);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Duration used = process.info().totalCpuDuration().orElseThrow();
        return new CoreTime(used.toNanos(), unserved);
    }

    private static long unserved(Path thread) throws IOException {
        try {
            return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", -1)[1]);
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
            // it ended just now
            return 0;
        }
    }

    CoreTime since(CoreTime before) {
        return new CoreTime(used - before.used(), unserved - before.unserved());
    }

    /** In seconds. */
    double ran() {
        return used / 1e9;
    }

    /** In seconds. */
    double waited() {
        return unserved / 1e9;
    }
}
