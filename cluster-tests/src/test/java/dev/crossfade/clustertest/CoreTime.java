package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the threads of a process had of the machine's cores: what a busy machine adds to what the process itself takes is told
 * apart, and so is what each of its threads takes. Linux counts both by thread
 * (Documentation/scheduler/sched-stats.rst, /proc/PID/task/TID/schedstat).
 *
 * @param used on a core, in nanoseconds, threads that have ended included
 * @param unserved ready to run and without a core, in nanoseconds, of the threads that are there
 * @param threads what those that are there used, by name; numbered ones of a name, such as a collector's, are one
 */
record CoreTime(long used, long unserved, Map<String, Long> threads) {

    private static final Pattern COMPILER = Pattern.compile("C[12] Compiler.*");
    private static final Pattern NUMBER = Pattern.compile("[-# ]*\\d+$");

    CoreTime {
        threads = Map.copyOf(threads);
    }

    static CoreTime of(ProcessHandle process) {
        long unserved = 0;
        Map<String, Long> used = new HashMap<>();
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (Path thread : threads) {
                String[] times = text(thread, "schedstat").split(" ", -1);
                if (times.length > 1) {
                    unserved += Long.parseLong(times[1]);
                    String name = NUMBER.matcher(text(thread, "comm").strip()).replaceFirst("");
                    used.merge(name, Long.parseLong(times[0]), Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new CoreTime(process.info().totalCpuDuration().orElseThrow().toNanos(), unserved, used);
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

    /** A thread that has ended meanwhile is not among the threads. */
    CoreTime since(CoreTime before) {
        Map<String, Long> more = new HashMap<>();
        threads.forEach((name, time) -> more.put(name, time - before.threads().getOrDefault(name, 0L)));
        return new CoreTime(used - before.used(), unserved - before.unserved(), more);
    }

    /** Of a core, in percent, in so many seconds. */
    double ran(double seconds) {
        return percent(used, seconds);
    }

    /** Likewise. */
    double waited(double seconds) {
        return percent(unserved, seconds);
    }

    /** Likewise. */
    double compiled(double seconds) {
        return percent(
                threads.entrySet().stream()
                        .filter(each -> COMPILER.matcher(each.getKey()).matches())
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                seconds);
    }

    /** Those that took most, each with its share of a core. */
    String busiest(int count, double seconds) {
        return threads.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(count)
                .map(each -> String.format(Locale.ROOT, "%s %.2f %%", each.getKey(), percent(each.getValue(), seconds)))
                .collect(Collectors.joining(", "));
    }

    private static double percent(long nanoseconds, double seconds) {
        return nanoseconds / 1e7 / seconds;
    }
}
