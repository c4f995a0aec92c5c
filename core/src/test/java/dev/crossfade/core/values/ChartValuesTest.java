package dev.crossfade.core.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.yaml.YamlFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Merges into the chart's own values, four thousand lines of them, and looks at every line that changed. */
class ChartValuesTest {

    private static final String OVERLAY = """
            cluster: {name: prod-cluster}
            ipam: {operator: {clusterPoolIPv4PodCIDRList: [10.245.0.0/16]}}
            tunnelPort: 8473
            cni: {customConf: true}
            operator: {unmanagedPodWatcher: {restart: false}, rollOutPods: true}
            brandNew: {deep: [1, 2]}
            """;

    @Test
    void onlyTheIntendedLinesChange() throws IOException {
        String base = file(chart(), "cilium/values.yaml");
        String merged = ValuesMerge.merge(
                        List.of(YamlFile.parse("values.yaml", base), YamlFile.parse("overlay.yaml", OVERLAY)),
                        path -> "migration: " + path)
                .text();

        List<String> before = base.lines().toList();
        List<String> after = new ArrayList<>(merged.lines().toList());
        List<String> marks =
                after.stream().filter(line -> line.contains("# migration: ")).toList();
        after.removeAll(marks);
        assertThat(marks).hasSize(7);
        List<String> gone = new ArrayList<>(before);
        gone.removeAll(after);
        List<String> come = new ArrayList<>(after);
        come.removeAll(before);
        assertThat(gone)
                .allMatch(
                        line -> line.matches(
                                " *(name: default|clusterPoolIPv4PodCIDRList: .*|tunnelPort: 0|customConf: false|restart: true|rollOutPods: false)"));
        assertThat(come)
                .containsExactlyInAnyOrder(
                        "  name: prod-cluster",
                        "  customConf: true",
                        "  rollOutPods: true",
                        "    clusterPoolIPv4PodCIDRList: [10.245.0.0/16]",
                        "tunnelPort: 8473",
                        "    restart: false",
                        "brandNew:",
                        "  deep: [1, 2]");
        assertThat(after).hasSize(before.size() + 2);
    }

    private static Path chart() {
        Path chart = Path.of(System.getProperty("crossfade.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolveSibling("shared")
                .resolve("charts/cilium-1.18.12.tgz");
        assumeTrue(Files.exists(chart), "needs chart cilium-1.18.12.tgz in ../shared/charts");
        return chart;
    }

    /** One file of a gzipped tar archive. */
    private static String file(Path archive, String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
            byte[] header = new byte[512];
            while (in.readNBytes(header, 0, 512) == 512 && header[0] != 0) {
                String entry = new String(header, 0, 100, StandardCharsets.UTF_8).trim();
                int size = Integer.parseInt(
                        new String(header, 124, 12, StandardCharsets.UTF_8)
                                .trim()
                                .replace("\0", ""),
                        8);
                ByteArrayOutputStream content = new ByteArrayOutputStream();
                content.write(in.readNBytes(size));
                in.readNBytes((512 - size % 512) % 512);
                if (entry.equals(name)) {
                    return content.toString(StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("no " + name + " in " + archive);
    }
}
