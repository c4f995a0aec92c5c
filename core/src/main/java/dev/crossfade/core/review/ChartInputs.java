package dev.crossfade.core.review;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Argo CD renders the chart from, as the Application in a tree says. */
sealed interface ChartInputs {

    /** There is no Application yet, or no more. */
    record None() implements ChartInputs {}

    /** Texts of the values files, the last one winning. */
    record Values(List<String> texts) implements ChartInputs {

        public Values {
            texts = List.copyOf(texts);
        }
    }

    /** @param reason why nobody can tell */
    record Unknown(String reason) implements ChartInputs {}

    YamlPath HELM = YamlPath.of("spec", "sources", 0, "helm");

    /** Of the fields of {@code helm} those that change nothing of what is read here. */
    Set<String> READ = Set.of("releaseName", "valueFiles");

    static ChartInputs of(Tree tree, String application) {
        Optional<String> text = tree.read(application);
        if (text.isEmpty()) {
            return new None();
        }
        Object helm;
        try {
            helm = YamlFile.parse(application, text.get()).documents().stream()
                    .findFirst()
                    .flatMap(document -> document.get(HELM))
                    .orElse(Map.of());
        } catch (CrossfadeException unreadable) {
            return new Unknown(unreadable.problems().get(0).message());
        }
        if (!(helm instanceof Map<?, ?> fields) || !(fields.get("valueFiles") instanceof List<?> files)) {
            return new Unknown(application + " names no values files");
        }
        return fields.keySet().stream()
                .filter(key -> !READ.contains(key))
                .findFirst()
                .<ChartInputs>map(key -> new Unknown(
                        "somebody gave " + application + " a field helm." + key + ", which is not read here"))
                .orElseGet(() -> values(tree, files));
    }

    private static ChartInputs values(Tree tree, List<?> files) {
        List<String> texts = new ArrayList<>();
        for (Object file : files) {
            String path = String.valueOf(file).replaceFirst("^\\$values/", "");
            Optional<String> text = tree.read(path);
            if (text.isEmpty()) {
                return new Unknown("there is no file " + path);
            }
            texts.add(text.get());
        }
        return new Values(texts);
    }
}
