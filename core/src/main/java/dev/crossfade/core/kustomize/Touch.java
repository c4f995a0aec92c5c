package dev.crossfade.core.kustomize;

import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the body of a patch writes at a field, above it or below it, whatever it writes there. */
final class Touch {

    private static final String DIRECTIVE = "$patch";

    private Touch() {}

    static boolean by(Object body, YamlPath field) {
        List<String> steps = field.steps().stream().map(String::valueOf).toList();
        return body instanceof List<?> operations
                ? operations.stream().anyMatch(operation -> operates(operation, steps))
                : merges(body, steps);
    }

    private static boolean operates(Object each, List<String> field) {
        if (!(each instanceof Map<?, ?> operation)) {
            return true;
        }
        if ("test".equals(operation.get("op"))) {
            return false;
        }
        // a move takes away what it moves
        Stream<Object> paths = "move".equals(operation.get("op"))
                ? Stream.of(String.valueOf(operation.get("path")), String.valueOf(operation.get("from")))
                : Stream.of(String.valueOf(operation.get("path")));
        return paths.map(String::valueOf)
                .anyMatch(path -> !path.startsWith("/") || meets(JsonPatch.steps(path), field));
    }

    /** True where one is the other, or lies below it. */
    static boolean meets(List<String> one, List<String> other) {
        int common = Math.min(one.size(), other.size());
        return one.subList(0, common).equals(other.subList(0, common));
    }

    private static boolean merges(@Nullable Object patch, List<String> field) {
        if (!(patch instanceof Map<?, ?> map) || field.isEmpty()) {
            return true;
        }
        boolean directed = map.entrySet().stream()
                .anyMatch(entry -> String.valueOf(entry.getKey()).startsWith("$")
                        && !(DIRECTIVE.equals(entry.getKey()) && "merge".equals(entry.getValue())));
        return directed
                || (map.containsKey(field.get(0)) && merges(map.get(field.get(0)), field.subList(1, field.size())));
    }
}
