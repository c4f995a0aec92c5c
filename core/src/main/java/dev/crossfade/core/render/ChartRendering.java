package dev.crossfade.core.render;

import java.util.List;
import java.util.Map;

/** What came of rendering a chart. */
public sealed interface ChartRendering permits ChartRendering.Objects, ChartRendering.Refused {

    /** Objects as plain maps, hooks among them with their annotations. The same input gives the same objects. */
    record Objects(List<Map<String, Object>> objects) implements ChartRendering {

        public Objects {
            objects = List.copyOf(objects);
        }
    }

    /** @param reason a clause that follows a colon, such as {@code no chart cilium 1.18.12 is at hand} */
    record Refused(String reason) implements ChartRendering {}
}
