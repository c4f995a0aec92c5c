package dev.crossfade.core.examination;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.ChartSource;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;

/** Says so where a chart from elsewhere is not called as Cilium's own: it may be one around it, and nobody here can look. */
final class ChartName {

    private static final String OWN = "cilium";

    private ChartName() {}

    static List<Problem> check(MigrationSpec spec) {
        if (spec.cilium().chart() instanceof ChartSource.HelmRepository chart) {
            return check("spec.cilium.chart.name", chart.name());
        }
        return spec.cilium().chart() instanceof ChartSource.Oci chart
                ? check("spec.cilium.chart.oci", chart.oci())
                : List.of();
    }

    private static List<Problem> check(String key, String address) {
        String name = address.substring(address.lastIndexOf('/') + 1);
        return name.equals(OWN)
                ? List.of()
                : List.of(Problem.warning(
                        ErrorCode.CILIUM_CHART,
                        Where.object(key),
                        "chart " + name + " is not in the repository, so nobody here can see whether it is Cilium's own"
                                + " under another name or one around it: in one around it the values of the migration would"
                                + " reach nobody, and Cilium would take over every node at install-cilium",
                        "name Cilium's own chart; where this is a copy of it (helm show chart: no dependencies, and Cilium's"
                                + " appVersion), answer for it"));
    }
}
