package dev.crossfade.core.observation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Part of an object of Kubernetes in plain maps, lists and scalars. Equal where the API would read the same, however a parser
 * has typed its numbers.
 */
public final class Content {

    private final @Nullable Object root;

    private Content(@Nullable Object root) {
        this.root = root;
    }

    /** @param root maps with text keys, lists, text, numbers, booleans or null */
    public static Content of(@Nullable Object root) {
        return new Content(plain(root));
    }

    /** The part below the steps; empty where a step is missing or the value is null. */
    public Optional<Content> at(String... steps) {
        Object at = root;
        for (String step : steps) {
            at = at instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return Optional.ofNullable(at).map(Content::new);
    }

    /** A scalar below the steps, as text. */
    public Optional<String> text(String... steps) {
        return at(steps)
                .map(part -> part.root)
                .filter(value -> !(value instanceof Map) && !(value instanceof List))
                .map(value -> value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value));
    }

    public OptionalLong number(String... steps) {
        return at(steps)
                .map(part -> part.root)
                .filter(BigDecimal.class::isInstance)
                .map(value -> OptionalLong.of(((BigDecimal) value).longValue()))
                .orElse(OptionalLong.empty());
    }

    public boolean isTrue(String... steps) {
        return at(steps).filter(part -> Boolean.TRUE.equals(part.root)).isPresent();
    }

    /** The keys of the map below the steps; none where there is no map. */
    public Set<String> keys(String... steps) {
        return at(steps)
                .map(part -> part.root)
                .filter(Map.class::isInstance)
                .map(map ->
                        ((Map<?, ?>) map).keySet().stream().map(String::valueOf).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** The elements of a list below the steps. */
    public List<Content> items(String... steps) {
        return at(steps)
                .map(part -> part.root)
                .filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(Content::new).toList())
                .orElse(List.of());
    }

    /** True for an empty map or list, too. */
    public boolean isEmpty() {
        return root == null
                || (root instanceof Map<?, ?> map && map.isEmpty())
                || (root instanceof List<?> list && list.isEmpty());
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> copy = new TreeMap<>();
            map.forEach((key, each) -> copy.put(String.valueOf(key), plain(each)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(plain(each)));
            return copy;
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros();
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Content content && Objects.equals(root, content.root);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(root);
    }

    @Override
    public String toString() {
        return String.valueOf(root);
    }
}
