package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an Application's sync policy said before the migration made it prune in the background, and how it says so again.
 *
 * @param automated nothing where people sync
 * @param options nothing where there is no such list
 */
record FormerSync(Optional<Map<?, ?>> automated, Optional<List<?>> options) {

    static final YamlPath AUTOMATED = YamlPath.parse("spec.syncPolicy.automated");
    static final YamlPath OPTIONS = YamlPath.parse("spec.syncPolicy.syncOptions");

    static final String PRUNES = "migration: what leaves Git leaves the cluster; Calico's workloads are next";
    static final String SYNCS = "migration: nobody else would prune them";
    static final String BACKGROUND = "migration: foreground deletion can lock up on Calico's finalizers";

    /** What the migration's option is called, and what it makes of it. */
    static final String PROPAGATION = "PrunePropagationPolicy=";

    static final String WANTED = PROPAGATION + "background";

    static FormerSync of(YamlDocument document) {
        return new FormerSync(
                document.get(AUTOMATED).filter(Map.class::isInstance).map(found -> (Map<?, ?>) found),
                document.get(OPTIONS).filter(List.class::isInstance).map(found -> (List<?>) found));
    }

    /** What people have changed since stays as they want it. */
    YamlFile restored(YamlFile file, int document) {
        return options(automated(file, document), document);
    }

    private YamlFile automated(YamlFile file, int document) {
        YamlFile edited = back(file, document, "enabled", SYNCS);
        boolean alone = get(edited, document, AUTOMATED)
                .filter(Map.of("prune", true)::equals)
                .isPresent();
        if (alone && automated.filter(Map::isEmpty).isPresent()) {
            // an empty map syncs, too, and without its last key it would go
            return edited.set(document, AUTOMATED, Map.of(), null);
        }
        return back(edited, document, "prune", PRUNES);
    }

    /** Where it is true, and was not. */
    private YamlFile back(YamlFile file, int document, String key, String why) {
        YamlPath path = AUTOMATED.child(key);
        @Nullable Object former = automated.<Object>map(map -> map.get(key)).orElse(null);
        if (Boolean.TRUE.equals(former) || !get(file, document, path).equals(Optional.of(true))) {
            return file;
        }
        if (former != null) {
            return file.set(document, path, former, null);
        }
        return key.equals("prune") ? file.remove(document, path, why) : file;
    }

    private YamlFile options(YamlFile file, int document) {
        List<?> former = options.orElse(List.of());
        List<?> now = get(file, document, OPTIONS)
                .filter(List.class::isInstance)
                .map(found -> (List<?>) found)
                .orElse(List.of());
        if (former.stream().anyMatch(SyncOptions::isGuard)) {
            return now.equals(unguarded(former)) ? file.set(document, OPTIONS, former, null) : file;
        }
        int position = now.indexOf(WANTED);
        if (position < 0 || former.contains(WANTED)) {
            return file;
        }
        Optional<?> other = former.stream()
                .filter(option -> String.valueOf(option).startsWith(PROPAGATION))
                .findFirst();
        if (other.isPresent()) {
            return file.set(document, OPTIONS.child(position), other.get(), null);
        }
        return options.filter(List::isEmpty).isPresent() && now.size() == 1
                ? file.set(document, OPTIONS, List.of(), null)
                : file.remove(document, OPTIONS.child(position), BACKGROUND);
    }

    /** What the migration has made of options with a guard among them. */
    private static List<String> unguarded(List<?> former) {
        List<String> options = former.stream()
                .map(String::valueOf)
                .filter(option -> SyncOptions.guardAmong(List.of(option)) < 0)
                .map(option -> option.startsWith(PROPAGATION) ? WANTED : option)
                .toList();
        return options.contains(WANTED)
                ? options
                : Stream.concat(options.stream(), Stream.of(WANTED)).toList();
    }

    private static Optional<Object> get(YamlFile file, int document, YamlPath path) {
        return file.documents().stream()
                .filter(each -> each.index() == document)
                .findFirst()
                .flatMap(each -> each.get(path));
    }
}
