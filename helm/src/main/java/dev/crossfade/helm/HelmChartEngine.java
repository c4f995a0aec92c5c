package dev.crossfade.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRendering;
import dev.crossfade.core.report.CrossfadeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Helm's own engine, loaded at the first rendering. */
public final class HelmChartEngine implements ChartEngine {

    private static final int LONGEST = 500;

    /** Without a library for this machine helm-java would fetch one over the network, and compare it with nothing. */
    private static final String NO_DOWNLOAD = "com.marcnuri.jkube-helm.skipRemoteJar";

    /** Twice: what differs between two renderings says nothing about the values. */
    @Override
    public ChartRendering render(Chart chart, ChartRelease release) {
        System.setProperty(NO_DOWNLOAD, "true");
        try (ChartFolder folder = ChartFolder.write(chart, release.values())) {
            try {
                List<Map<String, Object>> first = RenderedObjects.of(template(folder, release));
                return new ChartRendering.Objects(
                        RenderedObjects.stable(first, RenderedObjects.of(template(folder, release))));
            } catch (IllegalStateException | CrossfadeException refused) {
                return new ChartRendering.Refused("Helm says " + said(folder, refused));
            }
        } catch (IOException e) {
            return new ChartRendering.Refused("the chart could not be copied for Helm: " + e.getMessage());
        } catch (LinkageError | IllegalArgumentException e) {
            return new ChartRendering.Refused("Helm's engine does not run on this machine: " + e.getMessage());
        }
    }

    private static String template(ChartFolder folder, ChartRelease release) {
        TemplateCommand command = new Helm(folder.chart())
                .template()
                .withName(release.name())
                .withNamespace(release.namespace())
                .withKubeVersion(release.kubernetesVersion());
        for (Path values : folder.values()) {
            command = command.withValuesFile(values);
        }
        return command.call();
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
