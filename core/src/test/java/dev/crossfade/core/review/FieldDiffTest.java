package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FieldDiffTest {

    @Test
    void fieldsAreNamedByTheirPath() {
        assertThat(texts("a: {b: 1, c: x}", "a: {b: 2, c: x}")).containsExactly("`a.b`: `1` → `2`");
        assertThat(texts("a: {b: 1}", "a: {}")).containsExactly("`a.b`: removed, was `1`");
        assertThat(texts("a: {}", "a: {x.y/z: {k: v, l: w}}")).containsExactly("`a[x.y/z]`: + `{k: v, l: w}`");
        assertThat(texts("a: 1", "a: 1.0")).isEmpty();
    }

    @Test
    void itemsOfListsAreFoundByTheirName() {
        assertThat(texts(
                        "env: [{name: A, value: one}, {name: B, value: two}]",
                        "env: [{name: B, value: three}, {name: C, value: four}]"))
                .containsExactly(
                        "`env[B].value`: `two` → `three`", "`env[C]`: + `four`", "`env[A]`: removed, was `one`");
    }

    @Test
    void otherListsShowWhatJoinsAndLeaves() {
        assertThat(texts("l: [a, b]", "l: [a, c, d]"))
                .containsExactly("`l`: removed, was `b`", "`l`: + `c`", "`l`: + `d`");
        assertThat(texts("l: [{nodes: 20%}, {nodes: \"0\"}]", "l: [{nodes: 20%}, {nodes: 10%}]"))
                .containsExactly("`l[1].nodes`: `0` → `10%`");
        assertThat(texts("a: 1", "{a: 1, l: [{k: 1}, {m: 2}]}")).containsExactly("`l`: + `{k: 1}`", "`l`: + `{m: 2}`");
        assertThat(texts("a: 1", "{a: 1, l: [k, m]}")).containsExactly("`l`: + `[k, m]`");
        assertThat(texts("l: [a, b]", "l: [b, a]")).containsExactly("`l`: `[a, b]` → `[b, a]`");
    }

    @Test
    void longValuesAreShortened() {
        assertThat(texts("s: short", "s: " + "x".repeat(200)).get(0))
                .endsWith("x…`")
                .hasSizeLessThan(120);
        assertThat(texts("s: one", "s: |\n  first\n  second\n  third"))
                .containsExactly("`s`: `one` → `first … (3 lines)`");
    }

    private static List<String> texts(String before, String after) {
        return FieldDiff.of(root(before), root(after)).stream()
                .map(FieldChange::text)
                .toList();
    }

    private static Object root(String yaml) {
        return Objects.requireNonNull(
                YamlFile.parse("test.yaml", yaml).documents().get(0).root());
    }
}
