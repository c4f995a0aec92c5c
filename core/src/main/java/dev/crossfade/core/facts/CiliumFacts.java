package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;

/**
 * What holds for one release of Cilium.
 *
 * @param ownedOptions options that phases set, and nothing else may
 * @param nodeConfigSwitches values that could keep the agent from reading its CiliumNodeConfig
 * @param namespaces rows of values that name namespaces of the chart's objects
 * @param namespaceOverride true where the chart puts its objects into the namespace that this value names
 * @param encryptionPorts what nodes must let pass between them, by type of encryption
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
        Map<String, Object> encryptionPorts) {

    private static final FactTable TABLE = FactTable.read("cilium.yaml");

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
                (Map<String, Object>) TABLE.at(release, "encryptionPorts"));
    }
}
