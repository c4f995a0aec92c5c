package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.stream.IntStream;

/** Where an Application's document says what it applies. */
public final class ApplicationSources {

    private ApplicationSources() {}

    public static List<YamlPath> of(YamlDocument application) {
        return of(application, YamlPath.of("spec"));
    }

    /**
     * Of several the one beside them is none (argo-cd pkg/apis/application/v1alpha1/types.go GetSources).
     *
     * @param spec an Application's, or that of an ApplicationSet's template
     */
    static List<YamlPath> of(YamlDocument document, YamlPath spec) {
        YamlPath several = spec.child("sources");
        int count = document.get(several).orElse(null) instanceof List<?> list ? list.size() : 0;
        if (count > 0) {
            return IntStream.range(0, count).mapToObj(several::child).toList();
        }
        YamlPath single = spec.child("source");
        return document.get(single).isPresent() ? List.of(single) : List.of();
    }
}
