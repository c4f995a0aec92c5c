package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;

/** What holds for one release of Cilium. */
public record CiliumFacts(
        String nodeConfigApi,
        Map<String, Object> certgenJobAnnotations,
        List<Map<String, Object>> clusterKinds,
        Map<String, Object> overlayDefaults) {

    private static final FactTable TABLE = FactTable.read("cilium.yaml");

    @SuppressWarnings("unchecked")
    public static CiliumFacts of(String version) {
        Release release = Release.of(version);
        return new CiliumFacts(
                (String) TABLE.at(release, "nodeConfigApi"),
                (Map<String, Object>) TABLE.at(release, "certgenJobAnnotations"),
                (List<Map<String, Object>>) TABLE.at(release, "clusterKinds"),
                (Map<String, Object>) TABLE.at(release, "overlayDefaults"));
    }
}
