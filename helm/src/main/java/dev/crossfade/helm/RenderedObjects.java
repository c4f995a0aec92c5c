package dev.crossfade.helm;

import dev.crossfade.core.yaml.TypedValue;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What Helm prints, as objects. */
final class RenderedObjects {

    /** Stands for what is made anew at each rendering: certificates, keys, passwords. */
    static final String ANEW = "(made anew at each rendering)";

    private RenderedObjects() {}

    static List<Map<String, Object>> of(String rendered) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (YamlDocument document :
                YamlFile.parse("the chart", ChartFolder.undisguised(rendered)).documents()) {
            if (document.root() instanceof Map<?, ?> root) {
                Map<String, Object> object = new LinkedHashMap<>();
                root.forEach((key, value) -> {
                    if (value != null) {
                        object.put(String.valueOf(key), value);
                    }
                });
                objects.add(object);
            }
        }
        return objects;
    }

    /** The objects of one rendering, with whatever another one of the same input has otherwise masked. */
    static List<Map<String, Object>> stable(List<Map<String, Object>> first, List<Map<String, Object>> second) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Map<String, Object> object : first) {
            Map<String, Object> other = second.stream()
                    .filter(candidate -> identity(candidate).equals(identity(object)))
                    .findFirst()
                    .orElse(Map.of());
            objects.add(stable(object, other));
        }
        return objects;
    }

    private static List<Object> identity(Map<String, Object> object) {
        Map<?, ?> metadata = object.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
        return List.of(
                String.valueOf(object.get("apiVersion")),
                String.valueOf(object.get("kind")),
                String.valueOf(metadata.get("namespace")),
                String.valueOf(metadata.get("name")));
    }

    private static Map<String, Object> stable(Map<String, Object> object, Map<String, Object> other) {
        Map<String, Object> stable = new LinkedHashMap<>();
        object.forEach((key, value) -> stable.put(key, Objects.requireNonNull(value(value, other.get(key)))));
        return stable;
    }

    private static @Nullable Object value(@Nullable Object value, @Nullable Object other) {
        if (TypedValue.same(value, other)) {
            return value;
        }
        if (value instanceof Map<?, ?> map && other instanceof Map<?, ?> others) {
            Map<Object, @Nullable Object> stable = new LinkedHashMap<>();
            map.forEach((key, item) -> stable.put(key, value(item, others.get(key))));
            return stable;
        }
        if (value instanceof List<?> list && other instanceof List<?> others && list.size() == others.size()) {
            List<@Nullable Object> stable = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                stable.add(value(list.get(i), others.get(i)));
            }
            return stable;
        }
        return ANEW;
    }
}
