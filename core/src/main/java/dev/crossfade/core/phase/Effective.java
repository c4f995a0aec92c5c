package dev.crossfade.core.phase;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Compares values with the chart's defaults. */
final class Effective {

    private Effective() {}

    /** Those leaves of the values that say something else than the defaults, as a tree of the same shape. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> beyondDefaults(Map<String, Object> values, Map<String, Object> defaults) {
        Map<String, Object> beyond = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            Object standard = defaults.get(key);
            if (value instanceof Map<?, ?> map && standard instanceof Map<?, ?> below) {
                Map<String, Object> deeper = beyondDefaults((Map<String, Object>) map, (Map<String, Object>) below);
                if (!deeper.isEmpty()) {
                    beyond.put(key, deeper);
                }
            } else if (!Objects.equals(value, standard)) {
                beyond.put(key, value);
            }
        });
        return beyond;
    }
}
