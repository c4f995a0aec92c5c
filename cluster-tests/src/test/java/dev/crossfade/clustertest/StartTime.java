package dev.crossfade.clustertest;

import java.util.function.Supplier;

/**
 * How long a watcher takes to know all nodes and pods, beside what kubectl takes to get them: pods one namespace after the other,
 * for all 150,000 at once take it more than 8 GiB.
 */
final class StartTime {

    private static final double RATIO = 1.5;

    private final Kit kit;

    StartTime(Kit kit) {
        this.kit = kit;
    }

    void measure(Supplier<Watcher> start, Figures figures) {
        double first = kubectl();
        long began = System.nanoTime();
        Watcher watcher = start.get();
        Machines.await("the watcher listens", () -> !watcher.said("watching").isEmpty());
        // what is watched was listed
        while (!knows(WatcherMetrics.of(watcher))) {
            watcher.requireAlive();
            pause();
        }
        double took = (System.nanoTime() - began) / 1e9;
        figures.add("kubectl get nodes, pods of each namespace -o json", first, "s");
        figures.add("from the watcher's start to its first whole list", took, "s");
        figures.add("the watcher's start by kubectl's", took / first, RATIO, "times");
    }

    private static boolean knows(WatcherMetrics metrics) {
        return metrics.calls("resource=\"nodes\"", "verb=\"watch\"") > 0
                && metrics.calls("resource=\"pods\"", "verb=\"watch\"") > 0;
    }

    private double kubectl() {
        long began = System.nanoTime();
        kit.shell("bash", "-euc", """
                kubectl get nodes -o json > /dev/null
                for each in $(kubectl get namespaces -o name); do
                  kubectl get pods -n "${each#*/}" -o json > /dev/null
                done""");
        return (System.nanoTime() - began) / 1e9;
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
