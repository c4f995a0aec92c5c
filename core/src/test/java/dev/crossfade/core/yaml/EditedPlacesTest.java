package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One example for every way in which an edit by position can be one character off. */
class EditedPlacesTest {

    /** A text, a path, and the text after 5 was set there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a:§a§a: 5",
                "a :   # c¶b: 1¶§a§a : 5   # c¶b: 1¶",
                "x: {a: , b: 1}¶§x.a§x: {a: 5 , b: 1}¶",
                "a:¶  b: 1¶  c: 2¶d: 3¶§a§a: 5¶d: 3¶",
                "a:¶- b¶d: 3¶§a§a: 5¶d: 3¶",
                "a: {b: 1}¶§a§a: 5¶",
                "{\"a\":1}¶§a§{\"a\": 5}¶",
                "x: {a, b}¶§x.c§x: {a, b, c: 5}¶",
                "# c§a§# c¶a: 5¶",
                "{}§a§a: 5¶",
                "{}¶§a§a: 5¶",
                "~¶§a§a: 5¶",
                "# migration: y¶x: 1¶¶a: 1¶¶b: 2¶§c§# migration: y¶x: 1¶¶a: 1¶¶b: 2¶¶c: 5¶",
                "a: |-¶  text§b§a: |-¶  text¶b: 5¶",
                "x:¶  a: |+¶    t¶¶¶y: 1¶§x.b§x:¶  a: |+¶    t¶¶¶  b: 5¶y: 1¶",
                "a:¶  b: 1¶# about nothing¶# end¶§c§a:¶  b: 1¶# about nothing¶# end¶c: 5¶",
                "a: 1¶¶b: |+¶  x¶¶§c§a: 1¶¶b: |+¶  x¶¶c: 5¶",
                "a: 1§b§a: 1¶b: 5¶",
                "a:¶  b: 1§a.c§a:¶  b: 1¶  c: 5¶",
                "a:¶  b: 1¶# end§c§a:¶  b: 1¶# end¶c: 5¶",
                "a:¶  b: 1¶  # end§a.c§a:¶  b: 1¶  c: 5¶  # end"
            })
    void aValueIsSetAtItsPlaceAlone(String text, String path, String after) {
        YamlFile file = file(text);
        assertThat(file.set(0, YamlPath.parse(path), 5, null).text()).isEqualTo(after.replace("¶", "\n"));
    }

    /** A text, a path, and the text after that place was removed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a: 1¶b: |+¶  x¶¶¶c: 1¶§b§a: 1¶c: 1¶",
                "x:¶  a: 1¶   # deeper¶  # next¶  b: 1¶§x.a§x:¶  # next¶  b: 1¶",
                "a: 1¶¶b: 2¶¶c: 3¶§b§a: 1¶¶c: 3¶",
                "a: 1¶¶b: 2¶§b§a: 1¶",
                "a: 1¶¶b: 2¶§a§¶b: 2¶",
                "a: |+¶  x¶¶b: 2¶¶c: 1¶§b§a: |+¶  x¶¶c: 1¶",
                "a: |+¶  x¶¶b: 2¶§b§a: |+¶  x¶¶",
                "a: |+¶  x¶¶b: 2¶¶¶c: 1¶§b§a: |+¶  x¶¶c: 1¶",
                "a: 1¶b:¶c: 1¶§b§a: 1¶c: 1¶",
                "x: {a: 1, b, c}¶§x.b§x: {a: 1, c}¶",
                "x: {b, c: 1}¶§x.c§x: {b}¶",
                "# migration: w¶a: 1¶§a§{}¶",
                "# head¶¶# migration: w¶a: 1¶§a§# head¶¶{}¶",
                "{a: 1}¶§a§{}¶"
            })
    void whatIsRemovedTakesItsOwnLinesAlone(String text, String path, String after) {
        YamlFile file = file(text);
        assertThat(file.remove(0, YamlPath.parse(path)).text()).isEqualTo(after.replace("¶", "\n"));
    }

    @Test
    void theOnlyItemLeavesAnEmptyList() {
        assertThat(file("- a\n").remove(0, YamlPath.of(0)).text()).isEqualTo("[]\n");
        assertThat(file("[a]\n").remove(0, YamlPath.of(0)).text()).isEqualTo("[]\n");
    }

    @Test
    void aBlockTakesThePlaceOfAValueAndItsCommentStaysOnTheKeysLine() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("p", 1);
        map.put("q", 2);
        assertThat(file("a: 1 # why\nb: 2\n")
                        .set(0, YamlPath.of("a"), map, null)
                        .text())
                .isEqualTo("a: # why\n  p: 1\n  q: 2\nb: 2\n");
        assertThat(file("a:\n  - b\n  - c\n")
                        .set(0, YamlPath.of("a", 0), map, null)
                        .text())
                .isEqualTo("a:\n  - {p: 1, q: 2}\n  - c\n");
        assertThat(file("a:\n  - b: 1\n    c: 3\n  - c\n")
                        .set(0, YamlPath.of("a", 0), map, null)
                        .text())
                .isEqualTo("a:\n  - p: 1\n    q: 2\n  - c\n");
    }

    @Test
    void anItemThatIsNothingButItsDashGetsAValue() {
        assertThat(file("a:\n  -\n  - b\n")
                        .set(0, YamlPath.of("a", 0), "x", "migration: w")
                        .text())
                .isEqualTo("a:\n  # migration: w\n  - x\n  - b\n");
    }

    @Test
    void aReasonStandsOnceAboveOneLineAndANewOneTakesThePlaceOfTheOld() {
        YamlFile once = file("a: {b: 1}\n").set(0, YamlPath.parse("a.c"), 2, "migration: why");
        assertThat(once.set(0, YamlPath.parse("a.d"), 3, "migration: why").text())
                .isEqualTo("# migration: why\na: {b: 1, c: 2, d: 3}\n");
        assertThat(once.set(0, YamlPath.parse("a.d"), 3, "migration: other").text())
                .isEqualTo("# migration: why\n# migration: other\na: {b: 1, c: 2, d: 3}\n");
        assertThat(file("a:\n  # migration: old\n  b: 1\n")
                        .set(0, YamlPath.parse("a.b"), 2, "migration: new")
                        .text())
                .isEqualTo("a:\n  # migration: new\n  b: 2\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: text\n", "a: [1]\n", "a: |\n  text"})
    void whatHasNoPlaceForAKeyIsRefused(String text) {
        String path = text.endsWith("\n") ? "a.b" : "b";
        assertThatThrownBy(() -> file(text).set(0, YamlPath.parse(path), 1, null))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("cannot edit this safely");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &x {b: 1}\nc: *x\n", "c: &x {b: 1}\na: *x\nd: 1\n", "a:\n  b: &x 1\nc: *x\n"})
    void anAnchorOrAliasIsNotRemoved(String text) {
        assertThatThrownBy(() -> file(text).remove(0, YamlPath.of("a")))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("an anchor or alias");
    }

    private static YamlFile file(String text) {
        return YamlFile.parse("f", text.replace("¶", "\n"));
    }
}
