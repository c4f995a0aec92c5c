package dev.crossfade.core.review;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.render.ChartRendering;
import dev.crossfade.core.render.ChartRequest;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.ChartSource;
import dev.crossfade.core.spec.CiliumSpec;
import java.util.List;
import java.util.Optional;

/** Has Cilium's chart rendered as Argo CD would before a commit and after it. */
public final class ChartComparison {

    private final Migration migration;
    private final ChartRenderer renderer;

    public ChartComparison(Migration migration, ChartRenderer renderer) {
        this.migration = migration;
        this.renderer = renderer;
    }

    /** Nothing where the commit leaves all that the chart is rendered from as it was. */
    public Optional<ReviewFacts.Chart> of(Tree base, ChangeSet changes) {
        Workspace after = new Workspace(base);
        changes.files()
                .forEach((path, text) ->
                        text.ifPresentOrElse(written -> after.write(path, written), () -> after.delete(path)));
        renderer.requireNamed(request(base, List.of()));
        ChartInputs old = inputs(base);
        ChartInputs now = inputs(after);
        boolean known = !(now instanceof ChartInputs.Unknown);
        if (known && old.equals(now) && !path().map(changes::touches).orElse(false)) {
            return Optional.empty();
        }
        return Optional.of(compared(render(base, old), render(after, now)));
    }

    private static ReviewFacts.Chart compared(ChartRendering before, ChartRendering after) {
        if (after instanceof ChartRendering.Refused refused) {
            return new ReviewFacts.NotRendered(refused.reason());
        }
        if (before instanceof ChartRendering.Refused refused) {
            return new ReviewFacts.NotRendered("from before the commit, " + refused.reason());
        }
        return new ReviewFacts.Rendered(
                ((ChartRendering.Objects) before).objects(), ((ChartRendering.Objects) after).objects());
    }

    private ChartInputs inputs(Tree tree) {
        return ChartInputs.of(tree, migration.layout().ciliumApplication());
    }

    private ChartRendering render(Tree tree, ChartInputs inputs) {
        if (inputs instanceof ChartInputs.Unknown unknown) {
            return new ChartRendering.Refused(unknown.reason());
        }
        if (inputs instanceof ChartInputs.None) {
            return new ChartRendering.Objects(List.of());
        }
        return renderer.render(request(tree, ((ChartInputs.Values) inputs).texts()));
    }

    private ChartRequest request(Tree tree, List<String> values) {
        CiliumSpec cilium = migration.spec().cilium();
        return new ChartRequest(
                name(cilium.chart()),
                cilium.version(),
                path(),
                tree,
                new ChartRelease(
                        "cilium", Layout.NAMESPACE, migration.spec().cluster().kubernetesVersion(), values));
    }

    private Optional<String> path() {
        return migration.spec().cilium().chart() instanceof ChartSource.Path chart
                ? Optional.of(chart.path())
                : Optional.empty();
    }

    private static String name(ChartSource source) {
        if (source instanceof ChartSource.HelmRepository chart) {
            return chart.name();
        }
        return source instanceof ChartSource.Oci chart
                ? chart.oci().substring(chart.oci().lastIndexOf('/') + 1)
                : "cilium";
    }
}
