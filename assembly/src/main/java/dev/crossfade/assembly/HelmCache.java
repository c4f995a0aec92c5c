package dev.crossfade.assembly;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where Helm itself keeps charts that it has pulled (helm.sh/docs/helm/helm, "helm stores cache"). */
final class HelmCache {

    /** What names it, the strongest first, to the folder below. */
    private static final Map<String, String> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("HELM_REPOSITORY_CACHE", "");
        NAMED.put("HELM_CACHE_HOME", "repository");
        NAMED.put("XDG_CACHE_HOME", "helm/repository");
    }

    private HelmCache() {}

    /** The one place that the environment names, or those that are usual on Linux and macOS. */
    static List<Path> folders(Map<String, String> environment) {
        for (Map.Entry<String, String> variable : NAMED.entrySet()) {
            String named = environment.getOrDefault(variable.getKey(), "");
            if (!named.isEmpty()) {
                return List.of(Path.of(named).resolve(variable.getValue()));
            }
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty()
                ? List.of()
                : Stream.of(".cache/helm/repository", "Library/Caches/helm/repository")
                        .map(Path.of(home)::resolve)
                        .toList();
    }
}
