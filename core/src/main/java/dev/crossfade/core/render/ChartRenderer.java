package dev.crossfade.core.render;

/** Renders a chart that is already there, in the repository or on this machine; never reaches for one. */
@FunctionalInterface
public interface ChartRenderer {

    ChartRendering render(ChartRequest request);
}
