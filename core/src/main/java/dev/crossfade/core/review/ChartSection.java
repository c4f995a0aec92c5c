package dev.crossfade.core.review;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.spec.ChartSource;
import dev.crossfade.core.spec.CiliumSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the chart renders before and after a commit that changes its values, or the command that shows it. */
record ChartSection(Migration migration, boolean overlay, Optional<ReviewFacts.Chart> chart) {

    Optional<String> text(int rows) {
        if (chart.isPresent() && chart.get() instanceof ReviewFacts.Rendered rendered) {
            return Optional.of(rendered(ObjectDiff.between(rendered.before(), rendered.after()), rows));
        }
        String reason = chart.isPresent() && chart.get() instanceof ReviewFacts.NotRendered not
                ? Markdown.words(not.reason())
                : "`propose` has no chart at hand";
        return Optional.of("The chart was not rendered for this text (" + reason
                + "). What it makes of these values:\n\n" + Markdown.block("sh", command()));
    }

    private static String rendered(ObjectDiff diff, int rows) {
        int added = diff.of(ObjectChange.Kind.ADDED).size();
        int changed = diff.of(ObjectChange.Kind.CHANGED).size();
        int removed = diff.of(ObjectChange.Kind.REMOVED).size();
        if (added + changed + removed == 0) {
            return "The chart, rendered before and after: **no object changes.**";
        }
        return "The chart, rendered before and after: **" + added + " objects added, " + changed + " changed, "
                + removed
                + " removed.**\n\n"
                + new ClusterTable(diff, key -> false, rows, "`crossfade diff` shows them")
                        .cut()
                        .text();
    }

    private String command() {
        CiliumSpec cilium = migration.spec().cilium();
        List<String> files = new ArrayList<>(cilium.values());
        if (overlay) {
            files.add(migration.layout().overlay());
        }
        StringBuilder command = new StringBuilder("helm template cilium ").append(chart(cilium));
        command.append(" --namespace kube-system --kube-version ")
                .append(migration.spec().cluster().kubernetesVersion());
        files.forEach(file -> command.append(" \\\n  --values ").append(quoted(file)));
        return command.toString();
    }

    private static String chart(CiliumSpec cilium) {
        if (cilium.chart() instanceof ChartSource.Path path) {
            return quoted(path.path());
        }
        String version = " --version " + cilium.version();
        return cilium.chart() instanceof ChartSource.Oci oci
                ? quoted(oci.oci()) + version
                : quoted(((ChartSource.HelmRepository) cilium.chart()).name()) + " --repo "
                        + quoted(((ChartSource.HelmRepository) cilium.chart()).repository()) + version;
    }

    /** For a shell, where the word needs it. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9._/:@+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
