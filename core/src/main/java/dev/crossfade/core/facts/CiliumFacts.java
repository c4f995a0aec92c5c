package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What holds for one release of Cilium.
 *
 * @param ownedOptions options that phases set, and nothing else may
 * @param nodeConfigSwitches values that could keep the agent from reading its CiliumNodeConfig
 * @param namespaces rows of values that name namespaces of the chart's objects
 * @param namespaceOverride true where the chart puts its objects into the namespace that this value names
 * @param encryptionPorts what nodes must let pass between them, by type of encryption
 * @param refusedValues values with which the chart cannot be rendered
 */
public record CiliumFacts(
        String nodeConfigApi,
        Map<String, Object> certgenJobAnnotations,
        List<Map<String, Object>> clusterKinds,
        Map<String, Object> overlayDefaults,
        List<String> ownedOptions,
        List<String> nodeConfigSwitches,
        List<Map<String, Object>> namespaces,
        boolean namespaceOverride,
        Map<String, Object> encryptionPorts,
        List<RefusedValue> refusedValues) {

    private static final FactTable TABLE = FactTable.read("cilium.yaml");

    /**
     * A value that a release's chart refuses.
     *
     * @param empty true where a value that counts as false in a template is refused, too
     * @param when what other values must be for it
     * @param message the chart's own
     */
    public record RefusedValue(String key, boolean empty, Map<String, Object> when, String message) {}

    @SuppressWarnings("unchecked")
    public static CiliumFacts of(String version) {
        Release release = Release.of(version);
        return new CiliumFacts(
                (String) TABLE.at(release, "nodeConfigApi"),
                (Map<String, Object>) TABLE.at(release, "certgenJobAnnotations"),
                (List<Map<String, Object>>) TABLE.at(release, "clusterKinds"),
                (Map<String, Object>) TABLE.at(release, "overlayDefaults"),
                (List<String>) TABLE.at(release, "ownedOptions"),
                (List<String>) TABLE.at(release, "nodeConfigSwitches"),
                (List<Map<String, Object>>) TABLE.at(release, "namespaces"),
                (Boolean) TABLE.at(release, "namespaceOverride"),
                (Map<String, Object>) TABLE.at(release, "encryptionPorts"),
                refused(release));
    }

    private static List<RefusedValue> refused(Release release) {
        return TABLE.rows("refusedValues").stream()
                .filter(row -> release(row, "from").compareTo(release) <= 0)
                .filter(row -> !row.containsKey("until") || release.compareTo(release(row, "until")) < 0)
                .flatMap(CiliumFacts::refused)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Stream<RefusedValue> refused(Map<String, Object> row) {
        boolean empty = Boolean.TRUE.equals(row.get("empty"));
        Map<String, Object> when = (Map<String, Object>) row.getOrDefault("when", Map.of());
        List<String> keys = (List<String>) row.getOrDefault("keys", List.of());
        return keys.stream().map(key -> new RefusedValue(key, empty, when, String.valueOf(row.get("message"))));
    }

    private static Release release(Map<String, Object> row, String column) {
        return Release.of(String.valueOf(row.get(column)));
    }
}
