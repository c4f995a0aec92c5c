package dev.crossfade.core.render;

/** Renders a chart as Helm does. Module helm has the one there is; programs without it render no chart. */
public interface ChartEngine {

    /** What is made anew at each rendering, such as certificates, is masked: two renderings are equal. */
    ChartRendering render(Chart chart, ChartRelease release);
}
