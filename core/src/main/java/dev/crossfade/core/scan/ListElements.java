package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The elements of an ApplicationSet's list generators, by which an expression of its template becomes text.
 *
 * @param all none where other generators make Applications, too
 */
record ListElements(List<Map<?, ?>> all) {

    ListElements {
        all = List.copyOf(all);
    }

    static ListElements of(YamlDocument set) {
        List<Map<?, ?>> elements = new ArrayList<>();
        Object generators = set.get(YamlPath.parse("spec.generators")).orElse(List.of());
        for (Object each : generators instanceof List<?> list ? list : List.of()) {
            Object list = each instanceof Map<?, ?> generator && generator.get("list") instanceof Map<?, ?> of
                    ? of.get("elements")
                    : null;
            if (!(list instanceof List<?> items)) {
                return new ListElements(List.of());
            }
            items.forEach(item -> {
                if (item instanceof Map<?, ?> element) {
                    elements.add(element);
                }
            });
        }
        return new ListElements(elements);
    }

    /** With what each element says put in its place; what it does not say stays an expression. */
    List<String> expanded(String written) {
        if (all.isEmpty()) {
            return List.of(written);
        }
        List<String> expanded = new ArrayList<>();
        for (Map<?, ?> element : all) {
            String text = written;
            for (Map.Entry<?, ?> entry : element.entrySet()) {
                text = text.replaceAll(
                        "\\{\\{\\s*\\.?" + Pattern.quote(String.valueOf(entry.getKey())) + "\\s*\\}\\}",
                        Matcher.quoteReplacement(String.valueOf(entry.getValue())));
            }
            expanded.add(text);
        }
        return expanded;
    }
}
