package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One kind of node template in one version of its API.
 *
 * @param arguments what kubeletExtraArgs is: map, list, or nothing where the kind has none
 * @param budgetsSince the release from which on the version has disruption budgets, where that is not its first
 */
public record NodeKindFacts(String apiVersion, String kind, Optional<String> arguments, Optional<String> budgetsSince) {

    private static final FactTable TABLE = FactTable.read("nodes.yaml");

    private static final List<NodeKindFacts> ALL = TABLE.rows("edited").stream()
            .map(row -> new NodeKindFacts(
                    String.valueOf(row.get("apiVersion")),
                    String.valueOf(row.get("kind")),
                    Optional.ofNullable((String) row.get("kubeletExtraArgs")),
                    Optional.ofNullable((String) row.get("budgetsSince"))))
            .toList();

    /**
     * A kind that would be forgotten beside templates that a phase edits.
     *
     * @param why what speaks against it
     * @param instead what a phase can edit in its place
     */
    public record Refused(String why, String instead) {}

    /** The kind in this version, or nothing where no phase can edit it. */
    public static Optional<NodeKindFacts> of(String apiVersion, String kind) {
        return ALL.stream()
                .filter(row -> row.apiVersion().equals(apiVersion) && row.kind().equals(kind))
                .findFirst();
    }

    /** A known kind in a version that no phase can edit, or the forerunner of a known one. */
    public static Optional<Refused> refused(String apiVersion, String kind) {
        String group = group(apiVersion);
        Optional<Map<String, Object>> forerunner = TABLE.rows("refused").stream()
                .filter(row -> group.equals(row.get("group")) && kind.equals(row.get("kind")))
                .findFirst();
        if (forerunner.isPresent()) {
            return forerunner.map(row ->
                    new Refused(String.valueOf(row.get("why")), versions(group, String.valueOf(row.get("instead")))));
        }
        return of(apiVersion, kind).isPresent() || versions(group, kind).isEmpty()
                ? Optional.empty()
                : Optional.of(new Refused("this version of its API is not known here", versions(group, kind)));
    }

    private static String versions(String group, String kind) {
        return ALL.stream()
                .filter(row ->
                        row.kind().equals(kind) && group(row.apiVersion()).equals(group))
                .map(row -> row.apiVersion() + " " + kind)
                .collect(Collectors.joining(" or "));
    }

    private static String group(String apiVersion) {
        return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }

    /** What phases edit, or checks read, of a kind: dotted paths. */
    public static List<String> fields(String kind) {
        return TABLE.rows("fields").stream()
                .filter(row -> kind.equals(row.get("kind")))
                .flatMap(row -> ((List<?>) row.getOrDefault("paths", List.of())).stream())
                .map(String::valueOf)
                .toList();
    }

    /** Every known kind, for people to read. */
    public static String known() {
        return ALL.stream().map(NodeKindFacts::kind).distinct().collect(Collectors.joining(", "));
    }
}
