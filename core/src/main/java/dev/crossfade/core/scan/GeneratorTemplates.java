package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ApplicationSet taken apart where a generator has a template of its own, which goes before the set's, field by field
 * (argo-cd docs/operator-manual/applicationset/Template.md, "Generator templates"). Those of nested generators are not used
 * (applicationset/generators/matrix.go and merge.go take their parameters alone).
 */
final class GeneratorTemplates {

    private static final YamlPath GENERATORS = YamlPath.parse("spec.generators");
    private static final YamlPath TEMPLATE = YamlPath.parse("spec.template");

    private GeneratorTemplates() {}

    /** One document for each such generator, and one for all others. */
    static List<YamlDocument> of(YamlDocument set) {
        List<YamlDocument> parts = new ArrayList<>();
        List<Object> others = new ArrayList<>();
        Object generators = set.get(GENERATORS).orElse(null);
        for (int i = 0; generators instanceof List<?> list && i < list.size(); i++) {
            Object generator = list.get(i);
            YamlPath template = template(generator, GENERATORS.child(i));
            if (template == null) {
                others.add(generator);
            } else {
                Object merged =
                        merged(set.get(template).orElse(null), set.get(TEMPLATE).orElse(null));
                parts.add(set.patched(GENERATORS, List.of(generator), set.where(GENERATORS))
                        .patched(TEMPLATE, merged == null ? Map.of() : merged, set.where(template)));
            }
        }
        if (parts.isEmpty()) {
            return List.of(set);
        }
        if (!others.isEmpty()) {
            parts.add(set.patched(GENERATORS, others, set.where(GENERATORS)));
        }
        return parts;
    }

    private static @Nullable YamlPath template(Object generator, YamlPath at) {
        if (generator instanceof Map<?, ?> types) {
            for (Map.Entry<?, ?> type : types.entrySet()) {
                if (type.getValue() instanceof Map<?, ?> fields && fields.get("template") instanceof Map<?, ?>) {
                    return at.child(String.valueOf(type.getKey())).child("template");
                }
            }
        }
        return null;
    }

    private static @Nullable Object merged(@Nullable Object own, @Nullable Object outer) {
        if (own instanceof Map<?, ?> fields && outer instanceof Map<?, ?> rest) {
            Map<Object, @Nullable Object> merged = new LinkedHashMap<>(rest);
            fields.forEach((key, value) -> merged.put(key, merged(value, rest.get(key))));
            return merged;
        }
        return own == null || own.equals("") || own.equals(List.of()) ? outer : own;
    }
}
