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
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An Application that applies Cilium's chart, whoever wrote it, or an ApplicationSet that makes such ones.
 *
 * @param owner for people
 * @param certain false where another cluster may be meant
 * @param where the chart is named
 */
public record OtherCilium(String owner, boolean certain, Where where) {

    private static final String CHART = "cilium";

    /** A registry with credentials of type helm has its charts under path, too (argo-cd docs/user-guide/oci.md, "OCI Repositories special cases"). */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(:[0-9]+)?");

    /** Where an Application's document names Cilium's chart: in a Helm repository, in a registry, or as a folder here. */
    static Optional<Where> in(YamlDocument application, Tree tree) {
        return in(application, YamlPath.of("spec"), UnaryOperator.identity(), tree);
    }

    /**
     * The same in the template of an ApplicationSet.
     *
     * @param filling what makes a text of one Application of the template's
     */
    static Optional<Where> in(YamlDocument document, YamlPath spec, UnaryOperator<String> filling, Tree tree) {
        return ApplicationSources.all(document, spec).stream()
                .flatMap(source -> Stream.of("chart", "repoURL", "path")
                        .map(source::child)
                        .filter(path -> isCilium(
                                path,
                                filling.apply(text(document, path)),
                                HOST.matcher(filling.apply(text(document, source.child("repoURL"))))
                                        .matches(),
                                tree)))
                .findFirst()
                .map(document::where);
    }

    /** @param registry true where the source's address is a host alone, and its path names a chart there */
    private static boolean isCilium(YamlPath path, String value, boolean registry, Tree tree) {
        return switch (String.valueOf(path.steps().get(path.steps().size() - 1))) {
            case "path" ->
                !value.isEmpty()
                        && (isFolder(SyncedFolder.normal(value), tree)
                                || (registry && isNamed(value.replaceFirst("/+$", ""))));
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
        return isChartFile(folder.isEmpty() ? "Chart.yaml" : folder + "/Chart.yaml", tree);
    }

    static boolean isChartFile(String file, Tree tree) {
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
