package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where an Application's document says what it applies. */
public final class ApplicationSources {

    private static final YamlPath SPEC = YamlPath.of("spec");

    private ApplicationSources() {}

    /** Of several the one beside them is none (argo-cd pkg/apis/application/v1alpha1/types.go GetSources). */
    public static List<YamlPath> of(YamlDocument application) {
        List<YamlPath> several = several(application, SPEC);
        return several.isEmpty() ? single(application, SPEC) : several;
    }

    /**
     * The one and the several: into a template those of generators are merged, and either may come from there.
     *
     * @param spec that of an ApplicationSet's template
     */
    static List<YamlPath> all(YamlDocument document, YamlPath spec) {
        return Stream.concat(single(document, spec).stream(), several(document, spec).stream())
                .toList();
    }

    private static List<YamlPath> single(YamlDocument document, YamlPath spec) {
        YamlPath single = spec.child("source");
        return document.get(single).isPresent() ? List.of(single) : List.of();
    }

    private static List<YamlPath> several(YamlDocument document, YamlPath spec) {
        YamlPath several = spec.child("sources");
        int count = document.get(several).orElse(null) instanceof List<?> list ? list.size() : 0;
        return IntStream.range(0, count).mapToObj(several::child).toList();
    }

    /**
     * By their folders, the namespaces that kustomizations are given in place of their own; an empty one where a source leaves
     * the kustomization as it is (argo-cd util/kustomize/kustomize.go Build, {@code kustomize edit set namespace}).
     */
    static Map<String, Set<String>> namespaces(YamlDocument application) {
        Map<String, Set<String>> namespaces = new LinkedHashMap<>();
        for (YamlPath source : of(application)) {
            String given = application
                    .get(source.child("kustomize").child("namespace"))
                    .map(String::valueOf)
                    .orElse("");
            application
                    .get(source.child("path"))
                    .map(path -> SyncedFolder.normal(String.valueOf(path)))
                    .ifPresent(folder -> namespaces
                            .computeIfAbsent(folder, any -> new LinkedHashSet<>())
                            .add(given));
        }
        return namespaces;
    }

    /** The values files of this repository that an Application reads, in the order in which they win. */
    public static List<String> valueFiles(YamlDocument document) {
        return of(document).stream()
                .flatMap(source -> valueFiles(document, source).stream())
                .toList();
    }

    /** Those of one source: by the reference of another one, or from the folder of a chart in this repository. */
    public static List<String> valueFiles(YamlDocument document, YamlPath source) {
        Optional<Object> chart = document.get(source.child("path"));
        Object listed = document.get(source.child("helm").child("valueFiles")).orElse(null);
        return (listed instanceof List<?> names ? names : List.of())
                .stream()
                        .map(String::valueOf)
                        .filter(name -> name.contains("/") || !name.startsWith("$"))
                        .filter(name -> name.startsWith("$")
                                || chart.isPresent()
                                || !source.steps().contains("sources"))
                        .map(name -> {
                            if (name.startsWith("$")) {
                                return name.substring(name.indexOf('/') + 1);
                            }
                            return name.startsWith("/") || chart.isEmpty() ? name : chart.get() + "/" + name;
                        })
                        .map(Paths::normal)
                        .toList();
    }
}
