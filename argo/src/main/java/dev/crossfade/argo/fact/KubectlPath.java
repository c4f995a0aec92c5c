package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One JSONPath as kubectl writes it, braces or none: {@code {.status.conditions[?(@.type=="Ready")].status}}. Fields,
 * {@code ['fields']}, indices from either end, {@code [*]} and filters that compare with a literal; what else kubectl knows
 * (ranges, unions, slices, descent, text between braces) is refused by name. An index beyond the end finds nothing, where kubectl fails.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubectl/jsonpath/">JSONPath Support</a>
 */
public final class KubectlPath {

    private final List<Step> steps;

    private KubectlPath(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    /** A step from some values to those below them. */
    @FunctionalInterface
    interface Step {
        void below(JsonNode value, List<JsonNode> found);
    }

    /** @throws IllegalArgumentException with what is not understood */
    public static KubectlPath parse(String path) {
        return new KubectlPath(new KubectlPathParser(path).steps());
    }

    /** Every match as text; an object or a list as JSON. */
    public List<String> in(JsonNode object) {
        return matches(object).stream()
                .map(each -> each.isValueNode() ? each.asText() : each.toString())
                .toList();
    }

    /** What is null is not there. */
    List<JsonNode> matches(JsonNode object) {
        List<JsonNode> at = List.of(object);
        for (Step step : steps) {
            List<JsonNode> next = new ArrayList<>();
            at.forEach(value -> step.below(value, next));
            next.removeIf(each -> each.isMissingNode() || each.isNull());
            at = next;
        }
        return at;
    }

    static Step field(String name) {
        return (value, found) -> found.add(value.path(name));
    }

    /** @param index counts from the end where it is negative */
    static Step index(int index) {
        return (value, found) -> {
            if (value.isArray()) {
                found.add(value.path(index < 0 ? value.size() + index : index));
            }
        };
    }

    static Step all() {
        return (value, found) -> value.elements().forEachRemaining(found::add);
    }

    static Step where(Predicate<JsonNode> wanted) {
        return (value, found) -> value.elements().forEachRemaining(each -> {
            if (wanted.test(each)) {
                found.add(each);
            }
        });
    }
}
