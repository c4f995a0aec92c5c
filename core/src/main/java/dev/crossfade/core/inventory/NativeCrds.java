package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of Calico's two sets of CRDs the cluster has, as Git shows it for this cluster: from a release on, a cluster has
 * either.
 *
 * @param charts those of the two sets; none for a release that has one
 * @param natively true where the native ones are shown
 * @param aggregated true where those are shown that an aggregated API stands before
 */
public record NativeCrds(String version, Optional<CalicoFacts.CrdCharts> charts, boolean natively, boolean aggregated) {

    /** @param file the specification's own */
    public static NativeCrds of(String file, MigrationSpec spec, CalicoInventory calico, RepositoryScan scan) {
        String version = spec.calico().version();
        Optional<CalicoFacts.CrdCharts> charts = CalicoFacts.crdCharts(version);
        List<String> own = calico.objects().stream()
                .filter(object -> object.kind().equals("CustomResourceDefinition"))
                .map(DeclaredObject::name)
                .toList();
        if (charts.isEmpty() || own.stream().anyMatch(CalicoFacts::isGroupCrd)) {
            return new NativeCrds(version, charts, calico.nativeCrds(), !calico.nativeCrds());
        }
        List<String> crds = scan.crds(file, spec).toList();
        List<String> named = scan.charts(file, spec).toList();
        return new NativeCrds(
                version,
                charts,
                named.contains(charts.get().natively()) || crds.stream().anyMatch(CalicoFacts::isNativeCrd),
                named.contains(charts.get().aggregated()) || crds.stream().anyMatch(CalicoFacts::isAggregatedCrd));
    }

    /** What the plan goes by. */
    public boolean installed() {
        return natively;
    }

    /** Says what is assumed where nothing shows it, or both are shown. */
    public List<Problem> problems() {
        return charts.filter(any -> natively == aggregated).stream()
                .flatMap(
                        sets -> Stream.of(
                                Problem.warning(
                                        ErrorCode.CALICO_UNREAD,
                                        Where.object("spec.calico.version"),
                                        (natively
                                                        ? "Git has both sets"
                                                        : "nothing in Git for this cluster shows which set")
                                                + " of Calico's CRDs (those of chart " + sets.natively() + ", those of "
                                                + sets.aggregated() + "), and the plan assumes that Calico " + version
                                                + " uses those of "
                                                + (natively ? sets.natively() : sets.aggregated())
                                                + ": those of the other set would stay in the cluster",
                                        "ask the cluster (kubectl get crd ippools.projectcalico.org ippools.crd.projectcalico.org), keep the"
                                                + " set that it uses in Git, by an Application with that chart, as manifests or beside what"
                                                + " calico.source.live names, and the other one not; or answer for it where the plan is right")))
                .toList();
    }
}
