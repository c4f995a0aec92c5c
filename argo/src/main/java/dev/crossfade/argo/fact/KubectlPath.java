package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.jsonpath.JsonPath;
import dev.crossfade.core.jsonpath.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What a JSONPath of kubectl's finds in an object. An index beyond the end finds nothing, where kubectl fails. */
public record KubectlPath(JsonPath path) {

    /** @throws IllegalArgumentException with what is not understood */
    public static KubectlPath parse(String path) {
        return new KubectlPath(JsonPath.parse(path));
    }

    /** Every match as text; an object or a list as JSON. */
    public List<String> in(JsonNode object) {
        return matches(path, object).stream()
                .map(each -> each.isValueNode() ? each.asText() : each.toString())
                .toList();
    }

    /** What is null is not there. */
    private static List<JsonNode> matches(JsonPath path, JsonNode object) {
        List<JsonNode> at = List.of(object);
        for (Step step : path.steps()) {
            List<JsonNode> next = new ArrayList<>();
            at.forEach(value -> below(step, value, next));
            next.removeIf(each -> each.isMissingNode() || each.isNull());
            at = next;
        }
        return at;
    }

    private static void below(Step step, JsonNode value, List<JsonNode> found) {
        if (step instanceof Step.Field field) {
            found.add(value.path(field.name()));
        } else if (step instanceof Step.Index index) {
            if (value.isArray()) {
                found.add(value.path(index.index() < 0 ? value.size() + index.index() : index.index()));
            }
        } else if (step instanceof Step.Where where) {
            value.elements().forEachRemaining(each -> {
                if (passes(where, each)) {
                    found.add(each);
                }
            });
        } else {
            value.elements().forEachRemaining(found::add);
        }
    }

    private static boolean passes(Step.Where where, JsonNode value) {
        List<JsonNode> left = matches(where.path(), value);
        Step.Test test = where.test();
        return test == null ? !left.isEmpty() : left.stream().anyMatch(each -> passes(test, each));
    }

    private static boolean passes(Step.Test test, JsonNode left) {
        if (!test.number()) {
            return test.holds(left.asText().compareTo(test.literal()));
        }
        return left.isNumber()
                ? test.holds(left.decimalValue().compareTo(new BigDecimal(test.literal())))
                : test.operator().equals("!=");
    }
}
