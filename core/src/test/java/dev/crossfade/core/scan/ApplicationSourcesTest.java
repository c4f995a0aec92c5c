package dev.crossfade.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an Application applies, as Argo CD takes it from its one source or its several. */
class ApplicationSourcesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: {path: a}|spec.source",
                "sources: [{path: a}, {path: b}]|spec.sources.0 spec.sources.1",
                "{source: {path: a}, sources: [{path: b}]}|spec.sources.0",
                "{source: {path: a}, sources: []}|spec.source",
                "{source: {path: a}, sources: null}|spec.source",
                "project: default|''"
            })
    void theOneBesideSeveralIsNone(String spec, String sources) {
        YamlDocument document = document(spec);
        assertThat(ApplicationSources.of(document))
                .isEqualTo(Arrays.stream(sources.split(" "))
                        .filter(path -> !path.isEmpty())
                        .map(ApplicationSourcesTest::path)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source: {path: charts/a, helm: {valueFiles: [values.yaml, /b.yaml, ../c.yaml, $d/e.yaml]}}|charts/a/values.yaml b.yaml charts/c.yaml e.yaml",
                "sources: [{chart: a, helm: {valueFiles: [b.yaml, $c/d.yaml, $e]}}, {path: f, helm: {valueFiles: [g.yaml]}}]|d.yaml f/g.yaml",
                "source: {path: a, helm: {valueFiles: none}}|''"
            })
    void valuesFilesAreThoseOfTheRepository(String spec, String files) {
        assertThat(String.join(" ", ApplicationSources.valueFiles(document(spec))))
                .isEqualTo(files);
    }

    private static YamlPath path(String dotted) {
        List<String> steps = List.of(dotted.split("\\."));
        YamlPath path = YamlPath.of(steps.get(0), steps.get(1));
        return steps.size() == 2 ? path : path.child(Integer.parseInt(steps.get(2)));
    }

    private static YamlDocument document(String spec) {
        String text = spec.startsWith("{") ? "spec: " + spec : "spec:\n  " + spec;
        return YamlFile.parse("apps/a.yaml", text + "\n").documents().get(0);
    }
}
