package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every place of a tree that has a value, parents first. */
final class YamlPlaces {

    private YamlPlaces() {}

    static List<YamlPath> of(@Nullable Object root) {
        List<YamlPath> places = new ArrayList<>();
        collect(new YamlPath(List.of()), root, places);
        return places;
    }

    private static void collect(YamlPath at, @Nullable Object value, List<YamlPath> places) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> {
                places.add(at.child((String) key));
                collect(at.child((String) key), item, places);
            });
        } else if (value instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                places.add(at.child(i));
                collect(at.child(i), items.get(i), places);
            }
        }
    }
}
