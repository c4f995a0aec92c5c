package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The release of the operator's chart, which is Calico's own.
 *
 * @param text as it is written, a range of releases among others
 */
public record ChartRelease(String text, Where where) {

    /**
     * What the Application asks for, or the chart of the repository that it renders.
     *
     * @param tree the one before the first phase
     */
    public static List<ChartRelease> of(CalicoHome.Chart chart, Tree tree) {
        return document(tree, chart.owner().path())
                .flatMap(file -> ApplicationFile.search(file, chart.owner().name()).stream())
                .flatMap(application -> Stream.concat(remote(application), local(application, tree)))
                .toList();
    }

    private static Stream<ChartRelease> remote(YamlDocument application) {
        return ApplicationSources.of(application).stream()
                .filter(source -> isOperators(application, source.child("chart")))
                .flatMap(source -> release(application, source.child("targetRevision")));
    }

    private static Stream<ChartRelease> local(YamlDocument application, Tree tree) {
        return SyncedFolder.of(application).stream()
                .map(folder -> folder.path().isEmpty() ? "Chart.yaml" : folder.path() + "/Chart.yaml")
                .flatMap(file -> document(tree, file))
                .flatMap(file -> file.documents().stream())
                .flatMap(ChartRelease::ofChart);
    }

    private static Stream<ChartRelease> ofChart(YamlDocument chart) {
        YamlPath list = YamlPath.of("dependencies");
        int size = chart.get(list).orElse(null) instanceof List<?> dependencies ? dependencies.size() : 0;
        return Stream.concat(
                        Stream.of(new YamlPath(List.of())),
                        IntStream.range(0, size).mapToObj(list::child))
                .filter(each -> isOperators(chart, each.child("name")))
                .flatMap(each -> release(chart, each.child("version")));
    }

    private static boolean isOperators(YamlDocument document, YamlPath name) {
        return document.get(name)
                .filter(text -> String.valueOf(text).matches("(.*/)?" + ChartOwner.OPERATOR))
                .isPresent();
    }

    private static Stream<ChartRelease> release(YamlDocument document, YamlPath path) {
        return document
                .get(path)
                .filter(String.class::isInstance)
                .map(text -> new ChartRelease(String.valueOf(text), document.where(path)))
                .stream();
    }

    private static Stream<YamlFile> document(Tree tree, String file) {
        Optional<String> text = tree.read(file);
        return text.map(found -> YamlFile.parse(file, found)).stream();
    }
}
