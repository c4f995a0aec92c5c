package dev.crossfade.core.examination;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the customer has set: crossfade.yaml, and Cilium's values in their order.
 *
 * @param values the last one wins
 */
public record Settings(MigrationSpec spec, List<YamlFile> values) {

    public Settings {
        values = List.copyOf(values);
    }

    public static Settings of(MigrationSpec spec, Tree tree) {
        return new Settings(
                spec,
                spec.cilium().values().stream()
                        .map(path -> YamlFile.parse(path, tree.read(path).orElse("")))
                        .toList());
    }

    /** True where the value that wins is true, as Helm reads it. */
    public boolean isTrue(String path) {
        return last(path).equals(Optional.of(true));
    }

    /** The value that wins; null is none. */
    public Optional<Object> last(String path) {
        return values.stream()
                .filter(file -> !file.documents().isEmpty())
                .map(file -> file.documents().get(0).get(YamlPath.parse(path)).orElse(null))
                .filter(Objects::nonNull)
                .map(Object.class::cast)
                .reduce((earlier, later) -> later);
    }
}
