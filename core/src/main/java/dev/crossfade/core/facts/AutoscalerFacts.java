package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What holds for a kind of object that scales others, from zero, too.
 *
 * @param target where it names what it scales, as a dotted path
 * @param targetApiVersion what it scales where it names no version
 * @param targetKind what it scales where it names no kind
 * @param replicas the annotation with a number at which it keeps its target
 * @param paused the annotation that pauses it
 * @param unpaused what that annotation says where it does not
 */
public record AutoscalerFacts(
        String target,
        String targetApiVersion,
        String targetKind,
        String replicas,
        String paused,
        List<String> unpaused) {

    private static final FactTable TABLE = FactTable.read("workloads.yaml");

    public AutoscalerFacts {
        unpaused = List.copyOf(unpaused);
    }

    /** Nothing for what scales nothing from zero. */
    public static Optional<AutoscalerFacts> of(String group, String kind) {
        return TABLE.rows("autoscalers").stream()
                .filter(row -> group.equals(row.get("group")) && kind.equals(row.get("kind")))
                .map(row -> new AutoscalerFacts(
                        text(row, "target"),
                        text(row, "targetApiVersion"),
                        text(row, "targetKind"),
                        text(row, "replicas"),
                        text(row, "paused"),
                        ((List<?>) row.getOrDefault("unpaused", List.of()))
                                .stream().map(String::valueOf).toList()))
                .findFirst();
    }

    /** True where what it scales stays at zero. */
    public boolean rests(Function<String, Optional<String>> annotations) {
        return annotations
                .apply(replicas)
                .map("0"::equals)
                .orElseGet(() -> annotations
                        .apply(paused)
                        .filter(value -> !unpaused.contains(value))
                        .isPresent());
    }

    private static String text(Map<String, Object> row, String key) {
        return String.valueOf(row.get(key));
    }
}
