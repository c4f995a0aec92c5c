package dev.crossfade.core.facts;

import java.util.List;

/**
 * What holds for one release of Calico, installed by manifest.
 *
 * @param crds plurals in group crd.projectcalico.org
 * @param workloads {@code Kind/name} in kube-system
 * @param companions {@code Kind/name} of everything else that is not a CRD
 */
public record CalicoFacts(String relaxationApi, List<String> crds, List<String> workloads, List<String> companions) {

    private static final FactTable TABLE = FactTable.read("calico.yaml");

    @SuppressWarnings("unchecked")
    public static CalicoFacts of(String version) {
        Release release = Release.of(version);
        return new CalicoFacts(
                (String) TABLE.at("relaxationApi", release),
                (List<String>) TABLE.at("crds", release),
                (List<String>) TABLE.at("workloads", release),
                (List<String>) TABLE.at("companions", release));
    }
}
