package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The namespaces beside Cilium's two into which the chart puts objects with the customer's values. */
public final class ChartNamespaces {

    private ChartNamespaces() {}

    /** @param files the customer's values files, the last one winning */
    static Set<String> of(CiliumFacts facts, List<YamlFile> files) {
        return named(facts, files).keySet();
    }

    /** Each with the value that brings it in. */
    public static SortedMap<String, String> named(CiliumFacts facts, List<YamlFile> files) {
        Map<String, @Nullable Object> values = ValuesMerge.typed(files);
        SortedMap<String, String> namespaces = new TreeMap<>();
        for (Map<String, Object> row : facts.namespaces()) {
            if (counts(row, values)) {
                String key = String.valueOf(row.get("key"));
                value(values, key)
                        .or(() -> Optional.ofNullable(row.get("default")))
                        .map(String::valueOf)
                        .filter(name -> !name.isEmpty())
                        .ifPresent(name -> namespaces.putIfAbsent(name, key));
            }
        }
        return namespaces;
    }

    private static boolean counts(Map<String, Object> row, Map<String, @Nullable Object> values) {
        return !(row.get("when") instanceof Map<?, ?> switches)
                || switches.entrySet().stream()
                        .allMatch(each -> value(values, String.valueOf(each.getKey()))
                                .map(Object.class::cast)
                                .orElse(each.getValue())
                                .equals(true));
    }

    private static Optional<Object> value(Map<String, @Nullable Object> values, String path) {
        return YamlPath.parse(path).in(values).map(Object.class::cast);
    }
}
