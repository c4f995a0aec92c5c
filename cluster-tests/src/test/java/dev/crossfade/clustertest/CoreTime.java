package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the threads of a process had of the machine's cores: what a busy machine adds to what the process itself takes is told
 * apart, and so is what Java's compilers take of it. Linux counts both by thread
 * (Documentation/scheduler/sched-stats.rst, /proc/PID/task/TID/schedstat).
 *
 * @param used on a core, in nanoseconds, threads that have ended included
 * @param unserved ready to run and without a core, in nanoseconds, of the threads that are there
 * @param compiling of what was used, by threads that are there
 */
record CoreTime(long used, long unserved, long compiling) {

    private static final String COMPILERS = "C[12] Compiler.*\\s*";

    static CoreTime of(ProcessHandle process) {
        long unserved = 0;
        long compiling = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads) {
                String[] times = text(thread, "schedstat").split(" ", -1);
                if (times.length > 1) {
                    unserved += Long.parseLong(times[1]);
                    compiling += text(thread, "comm").matches(COMPILERS) ? Long.parseLong(times[0]) : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Duration used = process.info().totalCpuDuration().orElseThrow();
        return new CoreTime(used.toNanos(), unserved, compiling);
    }

    /** Nothing of a thread that ends just now. */
    private static String text(Path thread, String file) throws IOException {
        try {
            return Files.readString(thread.resolve(file));
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
            return "";
        }
    }

    CoreTime since(CoreTime before) {
        return new CoreTime(used - before.used(), unserved - before.unserved(), compiling - before.compiling());
    }

    /** Of a core, in percent, in so many seconds. */
    double ran(double seconds) {
        return used / 1e7 / seconds;
    }

    /** Likewise. */
    double waited(double seconds) {
        return unserved / 1e7 / seconds;
    }

    /** Likewise. */
    double compiled(double seconds) {
        return compiling / 1e7 / seconds;
    }
}
