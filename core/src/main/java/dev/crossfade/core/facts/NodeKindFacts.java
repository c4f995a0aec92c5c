package dev.crossfade.core.facts;

import java.util.List;
import java.util.Optional;

/**
 * One kind of node template in one version of its API.
 *
 * @param arguments what kubeletExtraArgs is: map, list, or nothing where the kind has none
 */
public record NodeKindFacts(String apiVersion, String kind, Optional<String> arguments) {

    private static final List<NodeKindFacts> ALL = FactTable.read("nodes.yaml").rows().stream()
            .map(row -> new NodeKindFacts(
                    String.valueOf(row.get("apiVersion")), String.valueOf(row.get("kind")), Optional.ofNullable((String)
                            row.get("kubeletExtraArgs"))))
            .toList();

    /** The kind in this version, or nothing where no phase can edit it. */
    public static Optional<NodeKindFacts> of(String apiVersion, String kind) {
        return ALL.stream()
                .filter(row -> row.apiVersion().equals(apiVersion) && row.kind().equals(kind))
                .findFirst();
    }

    /** Every known kind, for people to read. */
    public static String known() {
        return ALL.stream().map(NodeKindFacts::kind).distinct().collect(java.util.stream.Collectors.joining(", "));
    }
}
