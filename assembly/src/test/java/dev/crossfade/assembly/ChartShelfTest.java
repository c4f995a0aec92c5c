package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRendering;
import dev.crossfade.core.render.ChartRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.ProgressListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where charts are looked for, and what is said where there is none that fits. */
class ChartShelfTest {

    /** Answers with what it was given, so that a test sees which chart was taken. */
    private static final ChartEngine ECHO = (chart, release) -> new ChartRendering.Objects(
            List.of(Map.of("files", List.copyOf(chart.files().keySet()), "from", text(chart))));

    @TempDir
    Path folder;

    @Test
    void aNamedFolderComesFirstThenTheRepositoryThenTheCache() throws IOException {
        Path named = archive("named", "cilium-1.18.12.tgz", "1.18.12 # named");
        Path cache = archive("cache", "cilium-1.18.12.tgz", "1.18.12 # cache");
        MapTree tree = tree("1.18.12 # repository");

        assertThat(from(shelf(named, cache), request(Optional.of("charts/cilium"), tree)))
                .contains("# named");
        assertThat(from(shelf(null, cache), request(Optional.of("charts/cilium"), tree)))
                .contains("# repository");
        assertThat(from(shelf(null, cache), request(Optional.empty(), tree))).contains("# cache");
    }

    @Test
    void anUnpackedChartServesToo() throws IOException {
        for (String name : List.of("cilium", "cilium-1.18.12")) {
            Path charts = Files.createDirectories(folder.resolve("for-" + name));
            Files.createDirectories(charts.resolve(name).resolve("templates"));
            Files.writeString(charts.resolve(name).resolve("Chart.yaml"), "version: v1.18.12+build\n");
            Files.writeString(charts.resolve(name).resolve("templates/a.yaml"), "a: 1\n");

            assertThat(shelf(charts, null)
                            .render(request(Optional.empty(), tree("")))
                            .toString())
                    .contains("files=[Chart.yaml, templates/a.yaml]");
        }
    }

    @Test
    void aNamedFolderWithoutTheReleaseIsRefusedWithBothVersions() throws IOException {
        Path charts = Files.createDirectories(folder.resolve("unpacked"));
        Files.createDirectories(charts.resolve("cilium"));
        Files.writeString(charts.resolve("cilium/Chart.yaml"), "version: 1.16.19\n");

        for (Path wrong : List.of(charts, archive("renamed", "cilium-1.18.12.tgz", "1.16.19"))) {
            assertThatThrownBy(() -> shelf(wrong, null).render(request(Optional.empty(), tree(""))))
                    .isInstanceOfSatisfying(
                            CrossfadeException.class,
                            refused -> assertThat(refused.problems())
                                    .singleElement()
                                    .satisfies(problem ->
                                            assertThat(problem.code()).isEqualTo(ErrorCode.CILIUM_CHART)))
                    .hasMessage("the chart at hand is 1.16.19, and spec.cilium.version says 1.18.12");
        }
        assertThatThrownBy(() -> shelf(folder, null).render(request(Optional.empty(), tree(""))))
                .isInstanceOf(CrossfadeException.class)
                .hasMessage("no chart cilium 1.18.12 in " + folder);
    }

    @Test
    void aNamedFolderIsLookedAtBeforeAnythingIsRendered() throws IOException {
        ChartRequest request = request(Optional.empty(), tree(""));
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Path file = Files.writeString(broken.resolve("cilium-1.18.12.tgz"), "<html>");

        shelf(archive("named", "cilium-1.18.12.tgz", "1.18.12"), null).requireNamed(request);
        shelf(null, broken).requireNamed(request);
        new ChartShelf(Optional.of(broken), List.of(), Optional.empty(), ProgressListener.SILENT).requireNamed(request);
        for (Map.Entry<Path, String> wrong : Map.of(
                        folder.resolve("none"),
                        "there is no folder " + folder.resolve("none"),
                        file,
                        file + " is no folder",
                        broken,
                        "the chart in " + broken + " cannot be read",
                        folder,
                        "no chart cilium 1.18.12 in " + folder)
                .entrySet()) {
            assertThatThrownBy(() -> shelf(wrong.getKey(), null).requireNamed(request))
                    .isInstanceOf(CrossfadeException.class)
                    .hasMessageStartingWith(wrong.getValue());
        }
    }

    @Test
    void whatNobodyNamedAndDoesNotFitIsSaidAndNothingMore() throws IOException {
        Path cache = archive("cache", "cilium-1.18.12.tgz", "1.16.19");
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("cilium-1.18.12.tgz"), "<html>");

        assertThat(reason(shelf(null, cache), Optional.empty()))
                .isEqualTo("the chart at hand is 1.16.19, and spec.cilium.version says 1.18.12");
        assertThat(reason(shelf(null, broken), Optional.empty())).startsWith("the chart cannot be read: ");
        assertThat(reason(shelf(null, folder), Optional.empty()))
                .isEqualTo("no chart cilium 1.18.12 is at hand; --charts DIR names a folder that has it");
        assertThat(reason(shelf(null, cache), Optional.of("nowhere"))).startsWith("no chart cilium 1.18.12 is at hand");
    }

    @Test
    void withoutAnEngineNothingIsLookedFor() {
        ChartShelf shelf = new ChartShelf(Optional.of(folder), List.of(), Optional.empty(), ProgressListener.SILENT);

        assertThat(reason(shelf, Optional.empty())).contains("no Helm in it");
    }

    @Test
    void longNamesInAnArchiveAreRead() throws IOException {
        String deep = "templates/" + "deep/".repeat(40) + "a.yaml";
        Path file = folder.resolve("long.tgz");
        Tarball.write(file, Map.of("cilium/Chart.yaml", "version: 1.18.12\n", "cilium/" + deep, "a: 1\n"));

        assertThat(ChartArchive.read(file).files()).containsOnlyKeys("Chart.yaml", deep);
    }

    @Test
    void anArchiveThatWouldLeaveItsFolderIsNone() throws IOException {
        Path file = folder.resolve("evil.tgz");
        Tarball.write(file, Map.of("cilium/Chart.yaml", "version: 1.18.12\n", "cilium/../../evil", "x\n"));

        assertThatThrownBy(() -> ChartArchive.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("evil");
    }

    @Test
    void helmsCacheIsWhereItsVariablesSay() {
        Map<String, String> environment = new TreeMap<>(Map.of("HOME", "/home/jo"));
        assertThat(HelmCache.folders(environment))
                .containsExactly(
                        Path.of("/home/jo/.cache/helm/repository"), Path.of("/home/jo/Library/Caches/helm/repository"));
        environment.put("XDG_CACHE_HOME", "/cache");
        assertThat(HelmCache.folders(environment)).containsExactly(Path.of("/cache/helm/repository"));
        environment.put("HELM_CACHE_HOME", "/helm");
        assertThat(HelmCache.folders(environment)).containsExactly(Path.of("/helm/repository"));
        environment.put("HELM_REPOSITORY_CACHE", "/charts");
        assertThat(HelmCache.folders(environment)).containsExactly(Path.of("/charts"));
        assertThat(HelmCache.folders(Map.of())).isEmpty();
    }

    private Path archive(String name, String file, String version) throws IOException {
        Path charts = Files.createDirectories(folder.resolve(name));
        Tarball.write(charts.resolve(file), Map.of("cilium/Chart.yaml", "version: " + version + "\n"));
        return charts;
    }

    private static MapTree tree(String version) {
        return new MapTree(new TreeMap<>(Map.of("charts/cilium/Chart.yaml", "version: " + version + "\n")));
    }

    private static ChartShelf shelf(Path named, Path cache) {
        return new ChartShelf(
                Optional.ofNullable(named),
                cache == null ? List.of() : List.of(cache),
                Optional.of(ECHO),
                ProgressListener.SILENT);
    }

    private static String from(ChartShelf shelf, ChartRequest request) {
        return shelf.render(request).toString();
    }

    private static String reason(ChartShelf shelf, Optional<String> path) {
        return ((ChartRendering.Refused) shelf.render(request(path, tree("1.18.12")))).reason();
    }

    private static ChartRequest request(Optional<String> path, MapTree tree) {
        return new ChartRequest(
                "cilium", "1.18.12", path, tree, new ChartRelease("cilium", "kube-system", "1.31", List.of()));
    }

    private static String text(Chart chart) {
        return new String(chart.files().get(Chart.DESCRIPTION), StandardCharsets.UTF_8);
    }
}
