package dev.crossfade.core.render;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Helm chart's files.
 *
 * @param files path below the chart's own folder, such as {@code Chart.yaml}, to content
 */
public record Chart(SortedMap<String, byte[]> files) {

    public static final String DESCRIPTION = "Chart.yaml";

    public Chart {
        if (!files.containsKey(DESCRIPTION)) {
            throw new IllegalArgumentException("a chart has a file " + DESCRIPTION);
        }
        files.keySet().forEach(ChangeSet::requireInside);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public static Chart of(Map<String, byte[]> files) {
        return new Chart(new TreeMap<>(files));
    }
}
