package dev.crossfade.core.facts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one kind of object that stands still.
 *
 * @param group API group, empty for the core group
 */
public record WorkloadFacts(String group, String kind) {

    private static final FactTable TABLE = FactTable.read("workloads.yaml");

    public static WorkloadFacts of(String apiVersion, String kind) {
        return new WorkloadFacts(
                apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "", kind);
    }

    /** The resource's name in rights: Kubernetes' own guess (apimachinery, UnsafeGuessKindToResource) or what is known better. */
    public String plural() {
        return row("plurals").map(row -> text(row, "plural")).orElseGet(() -> guess(kind.toLowerCase(Locale.ROOT)));
    }

    private static String guess(String singular) {
        if (singular.endsWith("endpoints")) {
            return singular;
        }
        if (singular.endsWith("s")) {
            return singular + "es";
        }
        return singular.endsWith("y") ? singular.substring(0, singular.length() - 1) + "ies" : singular + "s";
    }

    /** How kubectl sees that scaling is done, for kinds with a scale subresource. */
    public Optional<Scaling> scaling() {
        return row("scalable").map(row -> new Scaling((String) row.get("stopped"), (String) row.get("started")));
    }

    /** Why a Job cannot scale this kind. */
    public String notScalable() {
        return row("unscalable")
                .map(row -> text(row, "why"))
                .orElse("no scale subresource of it is known here: keep it in Git, or annotate it");
    }

    /** What is known of an annotation that pauses this kind. */
    public Optional<Pausing> pausing(Map<String, String> annotations) {
        return TABLE.rows("pauses").stream()
                .filter(row -> group.equals(row.get("group"))
                        && row.get("kinds") instanceof List<?> kinds
                        && kinds.contains(kind))
                .filter(row -> text(row, "value").equals(annotations.get(text(row, "annotation"))))
                .map(row -> new Pausing(text(row, "paused"), (String) row.get("resumed"), text(row, "means")))
                .findFirst();
    }

    private Optional<Map<String, Object>> row(String column) {
        return TABLE.rows(column).stream()
                .filter(row -> group.equals(row.get("group")) && kind.equals(row.get("kind")))
                .findFirst();
    }

    private static String text(Map<String, Object> row, String key) {
        return String.valueOf(row.get(key));
    }

    /** Conditions of kubectl wait, with N for the replicas; none where the rollout says it. */
    public record Scaling(
            @Nullable String stopped, @Nullable String started) {}

    /**
     * Conditions of kubectl wait, where known.
     *
     * @param means what a reader should know about the pause, as a sentence
     */
    public record Pausing(String paused, @Nullable String resumed, String means) {}
}
