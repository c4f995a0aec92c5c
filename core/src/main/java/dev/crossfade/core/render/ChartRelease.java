package dev.crossfade.core.render;

import java.util.List;

/**
 * As what a chart is rendered.
 *
 * @param kubernetesVersion such as {@code 1.31}; charts refuse versions that they are too new for
 * @param values texts of values files, the last one winning
 */
public record ChartRelease(String name, String namespace, String kubernetesVersion, List<String> values) {

    public ChartRelease {
        values = List.copyOf(values);
    }
}
