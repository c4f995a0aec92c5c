package dev.crossfade.core.jsonpath;

import java.util.List;

/**
 * One JSONPath as kubectl writes it, braces or none: {@code {.status.conditions[?(@.type=="Ready")].status}}. Fields,
 * {@code ['fields']}, indices from either end, {@code [*]} and filters that compare with a literal; what else kubectl knows
 * (ranges, unions, slices, descent, text between braces) is refused by name.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
public record JsonPath(List<Step> steps) {

    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException with what is not understood */
    public static JsonPath parse(String path) {
        return new JsonPath(new JsonPathParser(path).steps());
    }
}
