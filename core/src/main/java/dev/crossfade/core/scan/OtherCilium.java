package dev.crossfade.core.scan;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An Application that applies Cilium's chart, whoever wrote it.
 *
 * @param certain false where another cluster may be meant
 * @param where the chart is named
 */
public record OtherCilium(Readers.Reader application, boolean certain, Where where) {

    private static final String CHART = "cilium";

    /** Where an Application's document names Cilium's chart: in a Helm repository, in a registry, or as a folder here. */
    static Optional<Where> in(YamlDocument application, Tree tree) {
        return sources(application)
                .flatMap(source -> Stream.of("chart", "repoURL", "path")
                        .map(source::child)
                        .filter(path -> isCilium(path, text(application, path), tree)))
                .findFirst()
                .map(application::where);
    }

    private static Stream<YamlPath> sources(YamlDocument application) {
        int several =
                application.get(YamlPath.parse("spec.sources")).orElse(null) instanceof List<?> list ? list.size() : 0;
        return Stream.concat(
                Stream.of(YamlPath.of("spec", "source")),
                IntStream.range(0, several).mapToObj(i -> YamlPath.of("spec", "sources", i)));
    }

    private static boolean isCilium(YamlPath path, String value, Tree tree) {
        return switch (String.valueOf(path.steps().get(path.steps().size() - 1))) {
            case "path" -> !value.isEmpty() && isFolder(value.replaceAll("^(\\./)+|/+$", ""), tree);
            case "repoURL" -> value.startsWith("oci://") && isNamed(value);
            default -> isNamed(value);
        };
    }

    /** Charts of a registry are named by their whole path (argo-cd docs/user-guide/helm.md, docs/user-guide/oci.md). */
    private static boolean isNamed(String address) {
        return address.substring(address.lastIndexOf('/') + 1).equals(CHART);
    }

    /** Cilium's own chart, or one that has it as a dependency. */
    private static boolean isFolder(String folder, Tree tree) {
        String file = folder.equals(".") || folder.isEmpty() ? "Chart.yaml" : folder + "/Chart.yaml";
        try {
            return tree.read(file)
                    .map(text -> YamlFile.parse(file, text))
                    .flatMap(parsed -> parsed.documents().stream().findFirst())
                    .filter(OtherCilium::isChart)
                    .isPresent();
        } catch (CrossfadeException unreadable) {
            return false;
        }
    }

    private static boolean isChart(YamlDocument chart) {
        boolean depends = chart.get(YamlPath.of("dependencies")).orElse(null) instanceof List<?> list
                && list.stream().anyMatch(item -> item instanceof Map<?, ?> map && CHART.equals(map.get("name")));
        return depends || text(chart, YamlPath.of("name")).equals(CHART);
    }

    private static String text(YamlDocument document, YamlPath path) {
        return document.get(path).map(String::valueOf).orElse("");
    }
}
