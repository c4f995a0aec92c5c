package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeFilesTest {

    @Test
    void nodesThatStayNeedNoTemplates() {
        assertThat(Found.problems(nodes("inPlace\n    templates: [infra/a.yaml]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.SPEC_CONFLICTING_KEYS);
                    assertThat(problem.where().line()).isEqualTo(25);
                    assertThat(problem.message()).contains("inPlace");
                });
        assertThat(Found.in(nodes("inPlace"))).isEmpty();
    }

    @Test
    void aTemplateBelongsToOneWaveAndIsListed() {
        String waves =
                "\n    waves:\n      - {name: a, templates: [infra/a.yaml]}\n      - {name: b, templates: [infra/";
        assertThat(Found.in(nodes("replace\n    templates: [infra/a.yaml, infra/b.yaml]" + waves + "b.yaml]}")))
                .isEmpty();
        assertThat(Found.problems(nodes("replace\n    templates: [infra/a.yaml]" + waves + "a.yaml]}")))
                .extracting(Problem::message)
                .containsExactly("template infra/a.yaml is in two waves, the first time in line 27");
        assertThat(Found.problems(nodes("replace\n    templates: [infra/a.yaml]" + waves + "b.yaml]}")))
                .extracting(Problem::message)
                .containsExactly("the wave names template infra/b.yaml, and spec.nodes.templates does not list it");
        assertThat(Found.problems(nodes("replace\n    templates: [infra/a.yaml, infra/a.yaml]")))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.SPEC_BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"0\"", "\"0%\"", "some", "\"101%\"", "\"-1\""})
    void aPaceIsANumberOrAShare(String pace) {
        assertThat(Found.problems(nodes("replace\n    waves: [{name: a, maxUnavailable: " + pace + "}]")))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.SPEC_BAD_VALUE);
        assertThat(Found.in(nodes("replace\n    waves: [{name: a, maxUnavailable: \"100%\"}]")))
                .isEmpty();
    }

    @Test
    void aWaveThatIsNamedLikeAnothersRestartsIsRefusedWhereThereAreAny() {
        String waves = "\n    waves: [{name: a, select: {pool: a}}, {name: a-recycle}]";
        assertThat(Found.problems(nodes("replace\n    recycle: job" + waves)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.SPEC_BAD_VALUE);
                    assertThat(problem.message()).contains("rotate-nodes-a-recycle");
                });
        assertThat(Found.in(nodes("replace" + waves))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, select: {pool: x}}, {name: b, select: {pool: x}}|waves a and b both select nodes with pool=x",
                "{name: a, select: {pool: x}}, {name: c, select: {z: y}}, {name: b, select: {pool: x, zone: y}}|every node of wave b (pool=x,zone=y) is in wave a, too (pool=x)",
                "{name: a, select: {pool: x, zone: y}}, {name: b, select: {pool: x}}|every node of wave a (pool=x,zone=y) is in wave b, too (pool=x)",
                "{name: a}, {name: b, select: {pool: x}}|wave a has neither select nor templates, so it has every node, and wave b comes after it",
                "{name: a}, {name: b, select: {pool: x}}, {name: c, select: {pool: y}}|wave a has neither select nor templates, so it has every node, and wave b comes after it",
                "{name: a}, {name: b}|wave a has neither select nor templates, so it has every node, and wave b comes after it"
            })
    void noNodeIsInTwoWaves(String waves, String message) {
        assertThat(Found.problems(nodes("replace\n    waves: [" + waves + "]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.SPEC_BAD_VALUE);
                    assertThat(problem.where().line()).isEqualTo(25);
                    assertThat(problem.message()).isEqualTo(message);
                    assertThat(problem.cure()).contains("the last wave");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a, select: {pool: x}}, {name: b, select: {pool: y}}",
                "{name: a, select: {pool: x}}, {name: b, select: {zone: y}}",
                "{name: a, select: {pool: x, zone: y}}, {name: b, select: {pool: x, zone: z}}",
                "{name: a, select: {pool: x}}, {name: rest}"
            })
    void wavesThatMayBeApartAreLeftAlone(String waves) {
        assertThat(Found.in(nodes("replace\n    waves: [" + waves + "]"))).isEmpty();
    }

    /** Templates have nodes of their own, whatever a wave without select takes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a}, {name: b, templates: [infra/a.yaml]}",
                "{name: a, templates: [infra/a.yaml]}, {name: b}",
                "{name: a, templates: [infra/a.yaml]}, {name: b, select: {pool: x}}"
            })
    void aWaveWithTemplatesIsApartFromOthers(String waves) {
        assertThat(Found.in(nodes("replace\n    templates: [infra/a.yaml]\n    waves: [" + waves + "]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"'{name: a, select: {pool: x}}', 27", "{name: a}, 26"})
    void theWaveThatIsToChangeIsPointedAt(String first, int line) {
        assertThat(Found.problems(
                        nodes("replace\n    waves:\n      - " + first + "\n      - {name: b, select: {pool: x}}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().line()).isEqualTo(line));
    }

    private static String nodes(String strategy) {
        return SpecText.minimalWith("strategy: replace", "strategy: " + strategy);
    }
}
