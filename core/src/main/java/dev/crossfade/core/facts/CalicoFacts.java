package dev.crossfade.core.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What holds for one release of Calico and one way of installing it.
 *
 * @param relaxationApi API version in which the relaxation is written
 * @param apis what serves or shows Calico's API, and goes first
 * @param workloads the network itself
 * @param companions the rest but CRDs
 * @param crds names of all CRDs that belong to Calico
 */
public record CalicoFacts(String relaxationApi, Stage apis, Stage workloads, Stage companions, List<String> crds) {

    private static final FactTable TABLE = FactTable.read("calico.yaml");
    private static final Map<Install, CalicoFacts> KNOWN = new ConcurrentHashMap<>();
    private static final String CRD_GROUP = "crd.projectcalico.org";
    private static final String NATIVE_GROUP = "projectcalico.org";

    public CalicoFacts {
        crds = List.copyOf(crds);
    }

    /** Objects that go together. */
    public record Stage(List<ObjectName> always, List<ObjectName> optional) {

        public Stage {
            always = List.copyOf(always);
            optional = List.copyOf(optional);
        }

        public List<ObjectName> all() {
            return Stream.concat(always.stream(), optional.stream()).toList();
        }

        private Stage with(Stage more) {
            return new Stage(
                    Stream.concat(always.stream(), more.always().stream()).toList(),
                    Stream.concat(optional.stream(), more.optional().stream()).toList());
        }
    }

    /**
     * @param install manifest, canal or operator
     * @param nativeCrds true where Calico's API group is served by CRDs and not by an aggregated API
     */
    public static CalicoFacts of(String version, String install, boolean nativeCrds) {
        return KNOWN.computeIfAbsent(new Install(version, install, nativeCrds), CalicoFacts::read);
    }

    /** What the table is asked for, again and again within a plan. */
    private record Install(String version, String kind, boolean nativeCrds) {}

    private static CalicoFacts read(Install asked) {
        Release release = Release.of(asked.version());
        String install = asked.kind();
        boolean nativeCrds = asked.nativeCrds();
        String group = nativeCrds ? NATIVE_GROUP : CRD_GROUP;
        List<String> crds = new ArrayList<>(crds(nativeCrds ? "nativeCrds" : "crds", group, release));
        if (install.equals("operator")) {
            crds.addAll(crds("operatorCrds", "operator.tigera.io", release));
        }
        return new CalicoFacts(
                nativeCrds ? NATIVE_GROUP + "/v3" : CRD_GROUP + "/v1",
                stage("apis", install, release),
                stage("workloads", install, release).with(beside("nativeWorkloads", install, release, nativeCrds)),
                stage("companions", install, release).with(beside("nativeCompanions", install, release, nativeCrds)),
                crds);
    }

    /**
     * Charts of the CRDs, where they are not the operator's chart's own.
     *
     * @param natively the one whose CRDs serve Calico's API group themselves
     * @param aggregated the one whose CRDs an aggregated API stands before
     */
    public record CrdCharts(String natively, String aggregated) {}

    /** Nothing for a release that has no native CRDs. */
    @SuppressWarnings("unchecked")
    public static Optional<CrdCharts> crdCharts(String version) {
        Map<String, String> row = (Map<String, String>) TABLE.at(Release.of(version), "crdCharts");
        return row.isEmpty()
                ? Optional.empty()
                : Optional.of(new CrdCharts(String.valueOf(row.get("native")), String.valueOf(row.get("aggregated"))));
    }

    /** True for a CRD of either set of Calico's own resources. */
    public static boolean isGroupCrd(String crd) {
        return isAggregatedCrd(crd) || isNativeCrd(crd);
    }

    /** True for a CRD of the group that an aggregated API stands before. */
    public static boolean isAggregatedCrd(String crd) {
        return crd.endsWith("." + CRD_GROUP);
    }

    /** True for a CRD that serves Calico's API group itself. */
    public static boolean isNativeCrd(String crd) {
        return crd.matches("[a-z]+\\.projectcalico\\.org");
    }

    /** True for any CRD of Calico's groups, whatever the release. */
    public static boolean isCalicos(String crd) {
        return crd.endsWith("." + NATIVE_GROUP) || crd.endsWith(".operator.tigera.io");
    }

    /** True for either API group of Calico's own resources. */
    public static boolean isGroup(String group) {
        return group.equals(CRD_GROUP) || group.equals(NATIVE_GROUP);
    }

    @SuppressWarnings("unchecked")
    private static List<String> crds(String column, String group, Release release) {
        return ((List<String>) TABLE.at(release, column))
                .stream().map(plural -> plural + "." + group).toList();
    }

    @SuppressWarnings("unchecked")
    private static Stage stage(String column, String install, Release release) {
        Map<String, List<String>> row = (Map<String, List<String>>) TABLE.at(release, column, install);
        return new Stage(names(row.getOrDefault("always", List.of())), names(row.getOrDefault("optional", List.of())));
    }

    /** What native CRDs bring along, or nothing in an install without them. */
    private static Stage beside(String column, String install, Release release, boolean nativeCrds) {
        return nativeCrds ? stage(column, install, release) : new Stage(List.of(), List.of());
    }

    private static List<ObjectName> names(List<String> texts) {
        return texts.stream().map(ObjectName::parse).toList();
    }
}
