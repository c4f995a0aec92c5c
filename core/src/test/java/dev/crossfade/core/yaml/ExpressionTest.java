package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of templates that YAML reads as something else, or not at all. */
class ExpressionTest {

    @Test
    void oneWithoutQuotesIsTheTextThatItIs() {
        YamlDocument document = YamlFile.parse(
                        "a.yaml", "name: x\nspec:\n  at: [{{.Values.at | quote}}]\n{{ .key }}: 1\n")
                .documents()
                .get(0);
        assertThat(document.root())
                .isEqualTo(Map.of(
                        "name", "x", "spec", Map.of("at", List.of("{{ .Values.at | quote }}")), "{{ .key }}", 1L));
        assertThat(document.expression()).hasValueSatisfying(found -> {
            assertThat(found.text()).isEqualTo("{{ .Values.at | quote }}");
            assertThat(found.where().text()).isEqualTo("a.yaml:3:8");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: {b: }", "a: {b: {c: }}", "a: '{{ b }}'", "a: {}", "a: [{b: null}]", "? {a: 1}\n: 1"})
    void whatIsNoneStaysWhatItIs(String text) {
        assertThat(YamlFile.parse("a.yaml", text).documents())
                .singleElement()
                .satisfies(document -> assertThat(document.expression()).isEmpty());
    }

    @Test
    void anEditBesideOneLeavesItAlone() {
        YamlFile file = YamlFile.parse("a.yaml", "name: {{ .Values.name }}\nreplicas: 3\n");
        assertThat(file.set(0, YamlPath.of("replicas"), 0, null).text())
                .isEqualTo("name: {{ .Values.name }}\nreplicas: 0\n");
    }

    @Test
    void inTextThatIsNoYamlTheFirstIsFound() {
        assertThat(Expression.written("a.yaml", "a: 1\n# {{ no }}\nb: '{{ no }}'\n  - c: {{ .yes }}-x\n{{ end }}\n"))
                .hasValueSatisfying(found -> {
                    assertThat(found.text()).isEqualTo("{{ .yes }}");
                    assertThat(found.where().text()).isEqualTo("a.yaml:4:8");
                });
        assertThat(Expression.written("a.yaml", "a: b: c\n")).isEqualTo(Optional.empty());
    }
}
