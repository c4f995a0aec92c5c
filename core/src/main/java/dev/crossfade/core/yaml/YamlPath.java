package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The way to a node inside one YAML document: keys (text) and sequence positions (integers from 0). */
public record YamlPath(List<Object> steps) {

    public YamlPath {
        for (Object step : steps) {
            if (!(step instanceof String) && !(step instanceof Integer)) {
                throw new IllegalArgumentException("a step is a key or a position: " + step);
            }
        }
        steps = List.copyOf(steps);
    }

    public static YamlPath of(Object... steps) {
        return new YamlPath(List.of(steps));
    }

    /** A dotted path such as {@code spec.replicas}; keys that hold dots themselves need {@link #of}. */
    public static YamlPath parse(String dotted) {
        return new YamlPath(List.of((Object[]) dotted.split("\\.", -1)));
    }

    public YamlPath child(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new YamlPath(longer);
    }

    /** The value here in plain maps and lists; nothing where there is none or it is null. */
    public Optional<Object> in(@Nullable Object root) {
        return Optional.ofNullable(TypedEdit.get(root, steps));
    }

    @Override
    public String toString() {
        return steps.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
