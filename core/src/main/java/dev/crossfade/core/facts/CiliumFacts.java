package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;

/**
 * What holds for one release of Cilium.
 *
 * @param ownedOptions options that phases set, and nothing else may
 * @param nodeConfigSwitches values that could keep the agent from reading its CiliumNodeConfig
 */
public record CiliumFacts(
        String nodeConfigApi,
        Map<String, Object> certgenJobAnnotations,
        List<Map<String, Object>> clusterKinds,
        Map<String, Object> overlayDefaults,
        List<String> ownedOptions,
        List<String> nodeConfigSwitches) {

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
                (List<String>) TABLE.at(release, "nodeConfigSwitches"));
    }
}
