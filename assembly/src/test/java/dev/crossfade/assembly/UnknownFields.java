package dev.crossfade.assembly;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what a fabric8 model object was given beyond the fields of its API: it keeps those in a map at each level. */
final class UnknownFields {

    private UnknownFields() {}

    static List<String> of(Object model) throws ReflectiveOperationException {
        List<String> found = new ArrayList<>();
        collect("", model, found);
        return found;
    }

    private static void collect(String path, Object value, List<String> found) throws ReflectiveOperationException {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(path + "[" + i + "]", list.get(i), found);
            }
        } else if (value != null
                && value.getClass().getName().startsWith("io.fabric8.")
                && !value.getClass().isEnum()) {
            for (Field field : value.getClass().getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                field.setAccessible(true);
                Object inner = field.get(value);
                String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
                if (field.getName().equals("additionalProperties") && inner instanceof Map<?, ?> extra) {
                    extra.keySet().forEach(key -> found.add(path.isEmpty() ? "" + key : path + "." + key));
                } else {
                    collect(name, inner, found);
                }
            }
        }
    }
}
