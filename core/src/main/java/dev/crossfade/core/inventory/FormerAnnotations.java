package dev.crossfade.core.inventory;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a file said about a workload's annotations before the migration paused it, so that resuming can give that back.
 *
 * @param workload identity of the workload
 * @param empty true where the map of annotations was there and had nothing in it
 * @param values those of the annotations that were there already
 */
public record FormerAnnotations(String workload, boolean empty, Map<String, Object> values) {

    public FormerAnnotations {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
