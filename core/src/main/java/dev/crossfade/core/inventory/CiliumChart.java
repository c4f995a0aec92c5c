package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.spec.ChartSource;
import dev.crossfade.core.spec.CiliumSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/** Whether the chart in the repository, where there is one, is Cilium's own, in the release that is planned. */
record CiliumChart(Input input, CiliumSpec cilium) {

    private static final YamlPath NAME = YamlPath.of("name");
    private static final YamlPath VERSION = YamlPath.of("version");

    /** The chart's description, where the chart is in the repository. */
    static Optional<String> file(CiliumSpec cilium) {
        return cilium.chart() instanceof ChartSource.Path chart
                ? Optional.of(chart.path() + "/Chart.yaml")
                : Optional.empty();
    }

    void check() {
        file(cilium)
                .flatMap(path -> input.parse(path, "spec.cilium.chart.path"))
                .filter(file -> !file.documents().isEmpty())
                .ifPresent(this::check);
    }

    private void check(YamlFile file) {
        YamlDocument chart = file.documents().get(0);
        String name = text(chart, NAME);
        String version = text(chart, VERSION);
        if (!name.equals("cilium")) {
            input.block(
                    ErrorCode.CILIUM_CHART,
                    chart.where(NAME),
                    "this is chart " + (name.isEmpty() ? "without a name" : name)
                            + ", and not Cilium's own: in a chart around it the values of the migration would reach nobody",
                    "let spec.cilium.chart name Cilium's own chart, and give what lies around it an Application of its own");
        } else if (!plain(version).equals(cilium.version())) {
            input.block(
                    ErrorCode.CILIUM_CHART,
                    chart.where(VERSION),
                    "this is the chart of Cilium " + (version.isEmpty() ? "without a version" : version)
                            + ", and spec.cilium.version says " + cilium.version(),
                    "correct the one that is wrong: facts and values of the plan are those of the release");
        }
    }

    /** Build metadata says nothing of the release (semver.org, item 10), nor does a leading v, which Helm's parser takes (Masterminds/semver README). */
    private static String plain(String version) {
        return version.replaceFirst("^v", "").replaceFirst("\\+.*$", "");
    }

    private static String text(YamlDocument chart, YamlPath path) {
        return chart.get(path).map(String::valueOf).orElse("");
    }
}
