package dev.crossfade.assembly;

import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A chart that is at hand.
 *
 * @param place where, as people name it
 */
record FoundChart(String place, Chart chart) {

    /** @throws IOException also where the file is no chart */
    static FoundChart archive(Path file) throws IOException {
        return new FoundChart(file.toString(), ChartArchive.read(file));
    }

    /** Without links, which may lead anywhere. */
    static FoundChart folder(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                if (Files.isRegularFile(path) && !Files.isSymbolicLink(path)) {
                    files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
                }
            }
        }
        return new FoundChart(folder.toString(), Chart.of(files));
    }

    /** A folder of the repository; nothing where it holds no chart. */
    static Optional<FoundChart> in(Tree tree, String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : tree.list(folder)) {
            tree.read(path)
                    .ifPresent(text ->
                            files.put(path.substring(folder.length() + 1), text.getBytes(StandardCharsets.UTF_8)));
        }
        return files.containsKey(Chart.DESCRIPTION)
                ? Optional.of(new FoundChart("folder " + folder + " of the repository", Chart.of(files)))
                : Optional.empty();
    }

    /** As the chart itself says it; a leading v and build metadata say nothing of the release. */
    String version() {
        String text = new String(chart.files().get(Chart.DESCRIPTION), StandardCharsets.UTF_8);
        try {
            return YamlFile.parse(Chart.DESCRIPTION, text).documents().stream()
                    .findFirst()
                    .flatMap((YamlDocument document) -> document.get(YamlPath.of("version")))
                    .map(String::valueOf)
                    .map(version -> version.replaceFirst("^v", "").replaceFirst("\\+.*$", ""))
                    .orElse("without a version");
        } catch (CrossfadeException unreadable) {
            return "without a version that can be read";
        }
    }
}
