package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * What a watcher costs in a cluster of 5,000 nodes and 150,000 pods; bench/watch.sh runs it. Without the probe: every instance of
 * Goldpinger says what it knows of every other, which are 25 million words of 5,000.
 */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class MassBench {

    private static final String PROVED = "node-config";
    private static final int SAMPLES = 10;

    private final Figures figures = new Figures();
    private final AtomicReference<Watcher> watching = new AtomicReference<>();

    @Test
    void aClusterOfManyPods() {
        GiteaOrigin origin = new GiteaOrigin();
        Example example = ReactionTimes.gated(Example.named("db-schenker"))
                .edited(
                        "without a probe",
                        edits -> edits.replace(
                                "crossfade.yaml",
                                "  # Where the copy of etcd is,",
                                "  probe: none\n  # Where the copy of etcd is,"));
        try (Surroundings surroundings = Surroundings.of(example, origin);
                MassStory story = new MassStory(surroundings, origin, watching)) {
            story.until(PROVED);
            Mass mass = new Mass(
                    surroundings.kit(), WatchCostBench.whole("NODES", 5000), WatchCostBench.whole("PODS", 150_000));
            int linux = linux(surroundings);
            long began = System.nanoTime();
            mass.load();
            figures.add("loading " + mass.nodes() + " nodes, " + mass.apps() + " apps' pods", since(began), "s");
            try (MassNetwork network = new MassNetwork(surroundings.kit().proxy(), linux + mass.nodes())) {
                new StartTime(surroundings.kit()).measure(story::start, figures);
                story.awaitGreen();
                figures.add("everything proved again", since(began), "s");
                round(network);
                idle("idle in a big cluster");
                hour(surroundings, mass);
                story.react(PROVED);
                figures.add("reaction in a big cluster", story.seconds().get(0), 2, "s");
                idle("idle after the changes");
            }
        }
        assertThat(figures.over()).isEmpty();
    }

    private void idle(String where) {
        new IdleTime(watching.get(), Duration.ofMinutes(2), Duration.ofMinutes(WatchCostBench.whole("IDLE", 5)))
                .measure(where, figures);
    }

    private static int linux(Surroundings surroundings) {
        return surroundings
                .client()
                .nodes()
                .withLabel("kubernetes.io/os", "linux")
                .list()
                .getItems()
                .size();
    }

    private void round(MassNetwork network) {
        String pages = network.asked() + " agents, " + network.length();
        figures.add("a round of " + pages, network.round(), "s");
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private void hour(Surroundings surroundings, Mass mass) {
        int rate = WatchCostBench.whole("RATE", 100);
        Watcher watcher = watching.get();
        int earlier = watcher.heap().collections().size();
        WatcherMetrics before = WatcherMetrics.of(watcher);
        CoreTime core = CoreTime.of(watcher.process());
        long began = System.nanoTime();
        try (Churn churn = new Churn(surroundings.client(), mass).start(rate)) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                pause(Duration.ofMinutes(WatchCostBench.whole("MINUTES", 60)).dividedBy(SAMPLES));
                watcher.requireAlive();
                System.out.printf("   after %.0f s %d changes%n", since(began), churn.changed());
            }
            double seconds = since(began);
            figures.add("changes, " + churn.refused() + " refused", churn.changed() / seconds, "a second");
            figures.add("changes that were not made", 100 - 100 * churn.changed() / (seconds * rate), 10, "%");
            CoreTime used = CoreTime.of(watcher.process()).since(core);
            figures.add("CPU in churn", used.ran(seconds), "% of a core");
            figures.add("in churn its threads were ready and had no core", used.waited(seconds), "% of a core");
            looks(before, WatcherMetrics.of(watcher), figures);
        }
        heap(
                surroundings.kit(),
                watcher.heap().collections().stream().skip(earlier).toList());
    }

    private void heap(Kit kit, List<Heap.Collection> collections) {
        assertThat(collections).as("collections in churn").isNotEmpty();
        figures.add(
                "most left on the heap by one of " + collections.size() + " collections, -Xmx512m",
                collections.stream()
                        .filter(Heap.Collection::collects)
                        .mapToInt(Heap.Collection::left)
                        .max()
                        .orElseThrow(),
                "MiB");
        Watcher watcher = watching.get();
        figures.add("resident at most, of the limit of its pod", resident(watcher.process()), 768, "MiB");
        figures.add(
                "alive of it, when the changes are over",
                watcher.heap().live(kit, watcher.process().pid()),
                256,
                "MiB");
        figures.add(
                "longest of their pauses",
                collections.stream().mapToDouble(Heap.Collection::pause).max().orElseThrow(),
                "s");
    }

    /** As Linux has it (proc(5), /proc/PID/status, VmHWM), in MiB. */
    private static double resident(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void looks(WatcherMetrics before, WatcherMetrics after, Figures figures) {
        double looks = after.looks() - before.looks();
        figures.add("looks in churn: " + (int) looks + ", mean", (after.looked() - before.looked()) / looks, "s");
        for (String within : List.of("0.1", "0.25", "0.5", "1.0", "2.5", "5.0")) {
            System.out.printf(
                    "   looks within %s s: %.0f%n", within, after.looksWithin(within) - before.looksWithin(within));
        }
        double longer = looks - (after.looksWithin("1.0") - before.looksWithin("1.0"));
        figures.add("looks that took longer than 1 s", longer, 0, "");
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
