package dev.crossfade.clustertest;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a watcher says on its page of metrics at one time.
 *
 * @param series by name and labels, as the page writes them
 */
record WatcherMetrics(Map<String, Double> series) {

    static final String CALLS = "crossfade_api_calls_total{";
    private static final String GATE = "crossfade_gate{";
    private static final String LOOKS = "crossfade_look_duration_seconds_";

    WatcherMetrics {
        series = Map.copyOf(series);
    }

    static WatcherMetrics of(Watcher watcher) {
        Map<String, Double> series = new TreeMap<>();
        watcher.get("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    int value = line.lastIndexOf(' ');
                    series.put(line.substring(0, value), Double.parseDouble(line.substring(value + 1)));
                });
        return new WatcherMetrics(series);
    }

    double sum(Predicate<String> wanted) {
        return series.entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** @param labels as they are written, such as {@code verb="watch"} */
    double calls(String... labels) {
        return sum(name -> name.startsWith(CALLS) && hasAll(name, labels));
    }

    private static boolean hasAll(String name, String... labels) {
        for (String label : labels) {
            if (!name.contains(label)) {
                return false;
            }
        }
        return true;
    }

    /** Calls since then, by what was called. */
    Map<String, Double> callsSince(WatcherMetrics before) {
        Map<String, Double> calls = new TreeMap<>();
        series.forEach((name, value) -> {
            double more = value - before.series().getOrDefault(name, 0.0);
            if (name.startsWith(CALLS) && more > 0) {
                calls.put(name.substring(CALLS.length(), name.length() - 1), more);
            }
        });
        return calls;
    }

    /** True where a phase is judged, and all of its gates pass but this one, which waits. */
    boolean waitsFor(String phase, String gate) {
        return has(phase, gate, "waiting") && others(phase, gate, "passed") == others(phase, gate, "");
    }

    /** @return whether the gate of the phase has this verdict */
    boolean has(String phase, String gate, String verdict) {
        return sum(name -> name.startsWith(GATE)
                        && hasAll(name, label("phase", phase), label("gate", gate), label("verdict", verdict)))
                == 1;
    }

    /** Each gate has one verdict that is 1. */
    private double others(String phase, String gate, String verdict) {
        return sum(name -> name.startsWith(GATE)
                && name.contains(label("phase", phase))
                && !name.contains(label("gate", gate))
                && (verdict.isEmpty() || name.contains(label("verdict", verdict))));
    }

    private static String label(String name, String value) {
        return name + "=\"" + value + "\"";
    }

    double looks() {
        return sum(name -> name.startsWith(LOOKS + "count"));
    }

    double looked() {
        return sum(name -> name.startsWith(LOOKS + "sum"));
    }

    /** How many looks took no longer, in seconds, as the bucket is written. */
    double looksWithin(String seconds) {
        return sum(name -> name.startsWith(LOOKS + "bucket") && name.contains("le=\"" + seconds + "\""));
    }
}
