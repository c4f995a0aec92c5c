package dev.crossfade.core.render;

/** Renders a chart that is already there, in the repository or on this machine; never reaches for one. */
public interface ChartRenderer {

    /**
     * Asked before it is known whether anything is to be rendered: what a person said is right or wrong at each commit.
     *
     * @throws dev.crossfade.core.report.CrossfadeException CILIUM_CHART where a person named a folder, and no such chart is in it
     */
    void requireNamed(ChartRequest request);

    ChartRendering render(ChartRequest request);
}
