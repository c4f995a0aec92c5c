package dev.crossfade.core.review;

import dev.crossfade.core.yaml.TypedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two values field by field, in the order of the later one; items of lists by their name where all have one. */
final class FieldDiff {

    private final List<FieldChange> changes = new ArrayList<>();

    private FieldDiff() {}

    static List<FieldChange> of(@Nullable Object before, @Nullable Object after) {
        FieldDiff diff = new FieldDiff();
        diff.compare("", before, after);
        return List.copyOf(diff.changes);
    }

    private void compare(String path, @Nullable Object before, @Nullable Object after) {
        if (TypedValue.same(before, after)) {
            return;
        }
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            maps(path, old, now);
        } else if (before instanceof List<?> old && after instanceof List<?> now) {
            lists(path, old, now);
        } else if (before == null && after instanceof List<?> now && isOfMaps(now)) {
            lists(path, List.of(), now);
        } else if (after == null && before instanceof List<?> old && isOfMaps(old)) {
            lists(path, old, List.of());
        } else if (before == null && after instanceof Map<?, ?> now && isOpened(path, now)) {
            maps(path, Map.of(), now);
        } else {
            changes.add(new FieldChange(path, only(before), only(after)));
        }
    }

    /** An item that is no more than a name, which the path has, and a value. */
    private static @Nullable Object only(@Nullable Object item) {
        return item instanceof Map<?, ?> map && map.keySet().equals(Set.of("name", "value")) ? map.get("value") : item;
    }

    /** A list of plain values reads better as a whole. */
    private static boolean isOfMaps(List<?> items) {
        return !items.isEmpty() && items.stream().allMatch(Map.class::isInstance);
    }

    /** A new branch with one field below it reads as that field. */
    private static boolean isOpened(String path, Map<?, ?> now) {
        return path.isEmpty() || now.size() == 1;
    }

    private void maps(String path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        for (Object key : keys) {
            String step = String.valueOf(key);
            String name = step.matches("[A-Za-z0-9_-]+") ? step : "[" + step + "]";
            compare(
                    path.isEmpty() ? step : path + (name.equals(step) ? "." : "") + name,
                    before.get(key),
                    after.get(key));
        }
    }

    private void lists(String path, List<?> before, List<?> after) {
        Map<String, Object> old = named(before);
        Map<String, Object> now = named(after);
        boolean names = old.size() == before.size() && now.size() == after.size();
        if (names && !(old.isEmpty() && now.isEmpty())) {
            Set<String> keys = new LinkedHashSet<>(now.keySet());
            keys.addAll(old.keySet());
            keys.forEach(key -> compare(path + "[" + key + "]", old.get(key), now.get(key)));
            return;
        }
        List<Object> gone = without(before, after);
        List<Object> come = without(after, before);
        if (gone.size() == 1 && come.size() == 1 && before.size() == after.size()) {
            int index = indexOf(before, gone.get(0));
            compare(path + "[" + index + "]", gone.get(0), come.get(0));
        } else if (gone.isEmpty() && come.isEmpty()) {
            changes.add(new FieldChange(path, before, after));
        } else {
            gone.forEach(item -> changes.add(new FieldChange(path, item, null)));
            come.forEach(item -> changes.add(new FieldChange(path, null, item)));
        }
    }

    private static Map<String, Object> named(List<?> items) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Object item : items) {
            if (item instanceof Map<?, ?> map && map.get("name") instanceof String name) {
                named.put(name, map);
            }
        }
        return named;
    }

    private static List<Object> without(List<?> items, List<?> others) {
        List<Object> rest = new ArrayList<>();
        for (Object item : items) {
            if (others.stream().noneMatch(other -> TypedValue.same(item, other))) {
                rest.add(item);
            }
        }
        return rest;
    }

    private static int indexOf(List<?> items, Object wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (TypedValue.same(items.get(i), wanted)) {
                return i;
            }
        }
        return 0;
    }
}
