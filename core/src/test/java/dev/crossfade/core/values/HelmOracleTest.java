package dev.crossfade.core.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import dev.crossfade.core.yaml.RandomYaml;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the merge with Helm's own engine, which reads both files itself. */
class HelmOracleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void helmSeesTheSameValuesInTheMergedFileAsInTheTwo() throws IOException {
        System.setProperty("com.marcnuri.jkube-helm.skipRemoteJar", "true");
        Path chart = chart();
        assumeTrue(hasEngine(chart), "needs Helm's native library for this platform");
        Random seeds = new Random(20230907);
        int compared = 0;
        while (compared < 300) {
            String first = ended(RandomYaml.document(seeds.nextLong()));
            String second = RandomYaml.document(seeds.nextLong());
            YamlFile merged =
                    ValuesMerge.merge(List.of(YamlFile.parse("a.yaml", first), YamlFile.parse("b.yaml", second)));

            JsonNode ours = values(chart, List.of(merged.text()));
            JsonNode theirs = values(chart, List.of(first, second));

            assertThat(ours).as(() -> first + "\n--- and\n" + second).isEqualTo(theirs);
            compared++;
        }
    }

    /** A block text at the end of a file without a line break is refused; the laws cover that. */
    private static String ended(String text) {
        return text.endsWith("\n") ? text : text + "\n";
    }

    private Path chart() throws IOException {
        Path chart = Files.createDirectories(folder.resolve("chart/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: echo\nversion: 1.0.0\n");
        Files.writeString(
                chart.resolve("templates/echo.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: echo}\ndata:\n  values: {{ toJson .Values | b64enc }}\n");
        return chart;
    }

    private static boolean hasEngine(Path chart) {
        try {
            return new Helm(chart).template().withKubeVersion("1.31.0").call().contains("ConfigMap");
        } catch (UnsatisfiedLinkError | IllegalStateException | ExceptionInInitializerError | NoClassDefFoundError e) {
            return false;
        }
    }

    private JsonNode values(Path chart, List<String> files) throws IOException {
        var command = new Helm(chart).template().withKubeVersion("1.31.0");
        for (int i = 0; i < files.size(); i++) {
            Path file = Files.writeString(folder.resolve("values-" + i + ".yaml"), files.get(i));
            command = command.withValuesFile(file);
        }
        String rendered = command.call();
        String line = rendered.lines()
                .filter(text -> text.startsWith("  values: "))
                .findFirst()
                .orElseThrow();
        return JSON.readTree(Base64.getDecoder().decode(line.substring("  values: ".length())));
    }
}
