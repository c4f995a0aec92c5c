package dev.crossfade.core.kustomize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Applies the operations of a JSON patch (RFC 6902): add, replace, remove and test. */
final class JsonPatch {

    private static final List<List<String>> NAMES = List.of(
            List.of("apiVersion"), List.of("kind"), List.of("metadata", "name"), List.of("metadata", "namespace"));

    private JsonPatch() {}

    static @Nullable Object apply(@Nullable Object object, List<?> operations) {
        Object patched = object;
        for (Object each : operations) {
            if (!(each instanceof Map<?, ?> operation)) {
                throw new UnreadablePatchException("an operation that is no map");
            }
            String op = String.valueOf(operation.get("op"));
            String path = String.valueOf(operation.get("path"));
            if (!List.of("add", "replace", "remove", "test").contains(op)) {
                throw new UnreadablePatchException("operation " + op);
            }
            if (!path.startsWith("/")) {
                throw new UnreadablePatchException("path '" + path + "'");
            }
            if (op.equals("test")) {
                test(patched, operation, path);
            } else if (isName(steps(path))) {
                throw new UnreadablePatchException(op + " of " + path + ", by which the object becomes another one");
            } else {
                patched = new Change(op, path, operation.get("value")).in(patched, steps(path));
            }
        }
        return patched;
    }

    /** A test that fails ends the build. */
    private static void test(@Nullable Object object, Map<?, ?> operation, String path) {
        Object found = object;
        for (String step : steps(path)) {
            if (found instanceof List<?> list && step.matches("[0-9]{1,6}")) {
                int index = Integer.parseInt(step);
                found = index < list.size() ? list.get(index) : null;
            } else {
                found = found instanceof Map<?, ?> map ? map.get(step) : null;
            }
        }
        if (!Objects.equals(found, operation.get("value"))) {
            throw new UnreadablePatchException("test of " + path + ", which fails");
        }
    }

    private static boolean isName(List<String> path) {
        return NAMES.stream().anyMatch(name -> Touch.meets(path, name));
    }

    /** RFC 6901: ~1 is a slash, and ~0 a tilde. */
    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.substring(1).split("/", -1)) {
            steps.add(step.replace("~1", "/").replace("~0", "~"));
        }
        return steps;
    }

    private record Change(String op, String path, @Nullable Object value) {

        Object in(@Nullable Object at, List<String> steps) {
            if (at instanceof List<?> list) {
                return inList(new ArrayList<>(list), steps);
            }
            if (at instanceof Map<?, ?> map) {
                return inMap(new LinkedHashMap<>(map), steps);
            }
            throw missing();
        }

        private Object inMap(Map<Object, @Nullable Object> map, List<String> steps) {
            String key = steps.get(0);
            boolean last = steps.size() == 1;
            // a replace of what is not there adds it (seen with kustomize 5.5)
            if (!map.containsKey(key) && (!last || op.equals("remove"))) {
                throw missing();
            }
            if (!last) {
                map.put(key, in(map.get(key), steps.subList(1, steps.size())));
            } else if (op.equals("remove")) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
            return map;
        }

        private Object inList(List<@Nullable Object> items, List<String> steps) {
            boolean adds = steps.size() == 1 && op.equals("add");
            int index = index(steps.get(0), items.size(), adds);
            if (steps.size() > 1) {
                items.set(index, in(items.get(index), steps.subList(1, steps.size())));
            } else if (adds) {
                items.add(index, value);
            } else if (op.equals("remove")) {
                items.remove(index);
            } else {
                items.set(index, value);
            }
            return items;
        }

        private int index(String step, int size, boolean adds) {
            if (adds && step.equals("-")) {
                return size;
            }
            int index = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) : size + 1;
            if (index > size || (index == size && !adds)) {
                throw missing();
            }
            return index;
        }

        /** kustomize refuses such a patch, too, or the objects are others than those that were read. */
        private UnreadablePatchException missing() {
            return new UnreadablePatchException(op + " of " + path + ", which is not there");
        }
    }
}
