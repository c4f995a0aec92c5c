package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    /** A text with what each element says put in its place; what it does not say stays an expression. */
    List<String> expanded(String written) {
        return fillings().stream().map(filling -> filling.apply(written)).toList();
    }

    /** What makes the texts of one Application of those of the template, for each element; of no element one that fills nothing. */
    List<UnaryOperator<String>> fillings() {
        return all.isEmpty()
                ? List.of(UnaryOperator.identity())
                : all.stream()
                        .<UnaryOperator<String>>map(element -> text -> filled(element, text))
                        .toList();
    }

    private static String filled(Map<?, ?> element, String written) {
        String text = written;
        for (Map.Entry<?, ?> entry : element.entrySet()) {
            text = text.replaceAll(
                    "\\{\\{\\s*\\.?" + Pattern.quote(String.valueOf(entry.getKey())) + "\\s*\\}\\}",
                    Matcher.quoteReplacement(String.valueOf(entry.getValue())));
        }
        return text;
    }
}
