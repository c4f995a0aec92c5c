package dev.crossfade.helm;

import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRendering;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Helm's own engine, in a process that is started at the first rendering and reaches no cluster. */
public final class HelmChartEngine implements ChartEngine {

    private static final int LONGEST = 500;

    /** The largest charts take seconds; a template without an end takes until then. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Duration patience;

    /** For ServiceLoader. */
    public HelmChartEngine() {
        this(PATIENCE);
    }

    /** @param patience how long one rendering may take */
    HelmChartEngine(Duration patience) {
        this.patience = patience;
    }

    /** Twice: what differs between two renderings says nothing about the values. */
    @Override
    public ChartRendering render(Chart chart, ChartRelease release) {
        try (ChartFolder folder = ChartFolder.write(chart, release.values())) {
            try {
                List<Map<String, Object>> first = RenderedObjects.of(template(folder, release));
                return new ChartRendering.Objects(
                        RenderedObjects.stable(first, RenderedObjects.of(template(folder, release))));
            } catch (IllegalStateException | CrossfadeException refused) {
                return new ChartRendering.Refused(why(said(folder, refused)));
            } catch (IOException e) {
                return unable("its process did not start, or ended: " + e);
            } catch (TimeoutException e) {
                return new ChartRendering.Refused(
                        "Helm did not end within " + Span.exact(patience) + ": a template may have no end");
            }
        } catch (IOException e) {
            return new ChartRendering.Refused("the chart could not be copied for Helm: " + e.getMessage());
        } catch (LinkageError | IllegalArgumentException e) {
            return unable(String.valueOf(e.getMessage()));
        }
    }

    private static ChartRendering unable(String reason) {
        return new ChartRendering.Refused("Helm's engine does not run on this machine: " + reason);
    }

    private String template(ChartFolder folder, ChartRelease release) throws IOException, TimeoutException {
        HelmWork.Order order = new HelmWork.Order(
                folder.chart().toString(),
                release.name(),
                release.namespace(),
                release.kubernetesVersion(),
                folder.values().stream().map(Path::toString).toList());
        HelmWork.Answer answer = HelmProcess.carryOut(order, patience);
        return switch (answer.kind()) {
            case RENDERED -> answer.text();
            case REFUSED -> throw new IllegalStateException(answer.text());
            case UNABLE -> throw new IllegalArgumentException(answer.text());
        };
    }

    private static String why(String said) {
        return (said.contains("calling lookup")
                        ? "the chart asks the cluster, and does so where Crossfade cannot answer in its place; "
                        : "")
                + "Helm says " + said;
    }

    /** On one line, and without the folder of the copy, whose name is another each time. */
    private static String said(ChartFolder folder, RuntimeException refused) {
        String text = String.valueOf(refused.getMessage())
                .replace(folder.root() + "/", "")
                .replace("Use --debug flag to render out invalid YAML", "")
                .strip()
                .replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
