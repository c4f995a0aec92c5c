package dev.crossfade.core.facts;

import java.util.List;

/**
 * Where the API server keeps a kind.
 *
 * @param version the one in which the tables' objects are written
 */
public record KindFacts(String kind, String group, String version, String plural, boolean namespaced) {

    private static final List<KindFacts> TABLE = FactTable.read("kinds.yaml").rows().stream()
            .map(row -> new KindFacts(
                    String.valueOf(row.get("kind")),
                    String.valueOf(row.get("group")),
                    String.valueOf(row.getOrDefault("version", "v1")),
                    String.valueOf(row.get("plural")),
                    Boolean.TRUE.equals(row.get("namespaced"))))
            .toList();

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** The row of a kind that the tables name; one that is missing is a mistake in code. */
    public static KindFacts of(String kind) {
        return TABLE.stream()
                .filter(row -> row.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("kinds.yaml lacks " + kind));
    }
}
