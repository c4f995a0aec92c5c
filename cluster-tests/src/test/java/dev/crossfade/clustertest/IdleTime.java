package dev.crossfade.clustertest;

import java.time.Duration;

/** What a watcher uses while nothing happens. */
final class IdleTime {

    private static final double MOST_CPU = 2;
    private static final double MOST_CALLS = 5;

    private final Watcher watcher;
    private final Duration settling;
    private final Duration time;

    /**
     * @param settling before it counts
     * @param time for which it counts
     */
    IdleTime(Watcher watcher, Duration settling, Duration time) {
        this.watcher = watcher;
        this.settling = settling;
        this.time = time;
    }

    void measure(String where, Figures figures) {
        pause(settling);
        WatcherMetrics before = WatcherMetrics.of(watcher);
        CoreTime core = CoreTime.of(watcher.process());
        long began = System.nanoTime();
        pause(time);
        CoreTime used = CoreTime.of(watcher.process()).since(core);
        double seconds = (System.nanoTime() - began) / 1e9;
        WatcherMetrics after = WatcherMetrics.of(watcher);
        double calls = after.calls() - before.calls();
        after.callsSince(before).forEach((call, count) -> System.out.println("   " + call + " " + count.intValue()));
        double looks = after.looks() - before.looks();
        figures.add("looks, " + where, looks / seconds * 60, "a minute");
        figures.add("mean of them", (after.looked() - before.looked()) / looks, "s");
        figures.add("CPU, " + where, used.ran(seconds), MOST_CPU, "% of a core");
        figures.add("of it Java's compilers", used.compiled(seconds), "% of a core");
        System.out.println("   by thread: " + used.busiest(8, seconds));
        figures.add("calls to the API server, " + where, calls / seconds * 60, MOST_CALLS, "a minute");
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
