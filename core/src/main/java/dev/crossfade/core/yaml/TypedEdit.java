package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The edits on plain values: what an edited text must read as. */
final class TypedEdit {

    private TypedEdit() {}

    static @Nullable Object set(@Nullable Object root, List<Object> path, @Nullable Object value) {
        if (path.isEmpty()) {
            return value;
        }
        Object step = path.get(0);
        List<Object> rest = path.subList(1, path.size());
        if (step instanceof Integer index) {
            List<@Nullable Object> items = new ArrayList<>((List<?>) java.util.Objects.requireNonNull(root));
            items.set(index, set(items.get(index), rest, value));
            return items;
        }
        Map<Object, @Nullable Object> map =
                root instanceof Map<?, ?> old ? new LinkedHashMap<>(old) : new LinkedHashMap<>();
        map.put(step, set(map.get(step), rest, value));
        return map;
    }

    static @Nullable Object append(@Nullable Object root, List<Object> path, @Nullable Object item) {
        List<@Nullable Object> items =
                get(root, path) instanceof List<?> old ? new ArrayList<>(old) : new ArrayList<>();
        items.add(item);
        return set(root, path, items);
    }

    /** Without the node; a collection that it leaves empty goes, too, but for the root. */
    static @Nullable Object remove(@Nullable Object root, List<Object> path) {
        List<Object> parent = path.subList(0, path.size() - 1);
        Object step = path.get(path.size() - 1);
        Object holder = get(root, parent);
        Object rest;
        boolean empty;
        if (holder instanceof List<?> list) {
            List<@Nullable Object> items = new ArrayList<>(list);
            items.remove((int) (Integer) step);
            rest = items;
            empty = items.isEmpty();
        } else {
            Map<Object, @Nullable Object> map =
                    new LinkedHashMap<>((Map<?, ?>) java.util.Objects.requireNonNull(holder));
            map.remove(step);
            rest = map;
            empty = map.isEmpty();
        }
        return empty && !parent.isEmpty() ? remove(root, parent) : set(root, parent, rest);
    }

    static @Nullable Object get(@Nullable Object root, List<Object> path) {
        Object at = root;
        for (Object step : path) {
            if (step instanceof Integer index) {
                at = at instanceof List<?> items && index < items.size() ? items.get(index) : null;
            } else {
                at = at instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        return at;
    }
}
