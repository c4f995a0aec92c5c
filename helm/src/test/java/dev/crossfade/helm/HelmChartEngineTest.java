package dev.crossfade.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.ChartEngine;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A small chart through Helm's own engine. */
class HelmChartEngineTest {

    private static final String CONFIG_MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: '{{ .Release.Name }}-config', namespace: '{{ .Release.Namespace }}'}
            data: {size: '{{ .Values.size }}', version: '{{ .Capabilities.KubeVersion.Version }}'}
            """;
    private static final String HOOK = """
            apiVersion: batch/v1
            kind: Job
            metadata:
              name: certificates
              annotations:
                "helm.sh/hook": post-install,post-upgrade
                helm.sh/hook-weight: "1"
            """;
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata: {name: ca}
            data: {tls.key: '{{ genPrivateKey "ecdsa" | b64enc }}', fixed: eA==}
            """;

    @Test
    void isFoundByWhoAsksForAnEngine() {
        assertThat(ServiceLoader.load(ChartEngine.class)).singleElement().isInstanceOf(HelmChartEngine.class);
    }

    @Test
    void theLastValuesWinAndTheChartKnowsItsRelease() {
        ChartRendering rendering =
                render(Map.of("templates/config.yaml", CONFIG_MAP), List.of("size: 1\n", "size: 2\n"));

        assertThat(rendering)
                .isEqualTo(new ChartRendering.Objects(List.of(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "ConfigMap",
                        "metadata",
                        Map.of("name", "cilium-config", "namespace", "kube-system"),
                        "data",
                        Map.of("size", "2", "version", "v1.31")))));
    }

    @Test
    void hooksAreThereAndSayThatTheyAre() {
        assertThat(objects(Map.of("templates/a.yaml", CONFIG_MAP, "templates/hooks/job.yaml", HOOK)))
                .filteredOn(object -> object.get("kind").equals("Job"))
                .singleElement()
                .extracting(job -> ((Map<?, ?>) job.get("metadata")).get("annotations"))
                .isEqualTo(Map.of("helm.sh/hook", "post-install,post-upgrade", "helm.sh/hook-weight", "1"));
    }

    @Test
    void whatIsMadeAnewIsMaskedSoThatTwoRenderingsAreEqual() {
        List<Map<String, Object>> first = objects(Map.of("templates/secret.yaml", SECRET));

        assertThat(first).isEqualTo(objects(Map.of("templates/secret.yaml", SECRET)));
        assertThat(first.get(0).get("data")).isEqualTo(Map.of("tls.key", RenderedObjects.ANEW, "fixed", "eA=="));
    }

    /** A connection would be tried, and what it finds would be in the text. */
    @Test
    void aChartAsksNoCluster() throws IOException {
        String template = CONFIG_MAP
                + "{{- $ns := .Release.Namespace }}\n{{- $found := lookup \"v1\" \"Secret\" $ns \"cilium-ca\" }}\n"
                + "  found: '{{ $found | toJson }}{{ (lookup \"v1\" \"Secret\" .Release.Namespace \"a\").data }}'\n"
                + "  text: lookup \"this\"\n";
        String broken = template.replace(
                "data: {size: '{{ .Values.size }}', version: '{{ .Capabilities.KubeVersion.Version }}'}", "data:");

        assertThat(objects(Map.of("templates/config.yaml", broken)))
                .singleElement()
                .extracting(object -> object.get("data"))
                .isEqualTo(Map.of("found", "{}", "text", "lookup \"this\""));
        try (ChartFolder copy = ChartFolder.write(
                Chart.of(Map.of(Chart.DESCRIPTION, bytes(""), "templates/config.yaml", bytes(template))), List.of())) {
            assertThat(Files.readString(copy.chart().resolve("templates/config.yaml")))
                    .doesNotContain("lookup \"v1\"")
                    .contains("omit (dict) \"v1\"", "text: lookup \"this\"");
        }
    }

    @Test
    void aRefusalOfTheChartSaysWhyAndNamesNoFolderOfThisMachine() {
        String refusal = reason(Map.of("templates/fail.yaml", "{{ fail \"size must\\nbe odd\" }}"), List.of());

        assertThat(refusal)
                .startsWith("Helm says ")
                .contains("size must be odd")
                .doesNotContain("crossfade-chart");
        assertThat(reason(Map.of("templates/config.yaml", CONFIG_MAP), List.of("\tsize: 1\n")))
                .contains("values-0.yaml")
                .doesNotContain("crossfade-chart");
    }

    @Test
    void aChartThatIsTooNewForTheClusterIsRefused() {
        assertThat(reason(
                        Map.of(
                                Chart.DESCRIPTION,
                                "apiVersion: v2\nname: small\nversion: 1.0.0\nkubeVersion: '>=1.99.0'\n"),
                        List.of()))
                .contains(">=1.99.0", "Kubernetes v1.31")
                .doesNotContain("--debug");
    }

    @Test
    void aRenderingWithoutAnEndIsEndedAndToldAsThat() {
        Map<String, String> endless =
                Map.of("templates/a.yaml", "{{range until 100000}}{{range until 1000000}}{{end}}{{end}}");

        assertThat(render(new HelmChartEngine(Duration.ofSeconds(5)), endless, List.of()))
                .isEqualTo(new ChartRendering.Refused("Helm did not end within 5 s: a template may have no end"));
        assertThat(objects(Map.of("templates/config.yaml", CONFIG_MAP)))
                .as("by the next process")
                .hasSize(1);
    }

    @Test
    void nothingOfTheCopyIsLeft() throws IOException {
        long before = copies();
        objects(Map.of("templates/config.yaml", CONFIG_MAP));
        reason(Map.of("templates/fail.yaml", "{{ fail \"no\" }}"), List.of());
        assertThat(copies()).isEqualTo(before);
    }

    private static long copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("crossfade-chart"))
                    .count();
        }
    }

    private static List<Map<String, Object>> objects(Map<String, String> files) {
        return ((ChartRendering.Objects) render(files, List.of("size: 1\n"))).objects();
    }

    private static String reason(Map<String, String> files, List<String> values) {
        return ((ChartRendering.Refused) render(files, values)).reason();
    }

    private static ChartRendering render(Map<String, String> files, List<String> values) {
        return render(new HelmChartEngine(), files, values);
    }

    private static ChartRendering render(HelmChartEngine engine, Map<String, String> files, List<String> values) {
        TreeMap<String, byte[]> chart = new TreeMap<>();
        chart.put(Chart.DESCRIPTION, bytes("apiVersion: v2\nname: small\nversion: 1.0.0\n"));
        files.forEach((path, text) -> chart.put(path, bytes(text)));
        return engine.render(new Chart(chart), new ChartRelease("cilium", "kube-system", "1.31", values));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
