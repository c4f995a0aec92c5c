package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

    private static final String CUSTOMER = """
            # ours

            a: 1   # why one
            b:
                deep: "two" # four spaces

                other: [x, y]
            # about c
            c: {flow: yes, more: 2}
            """;

    @Test
    void singleQuotesStayWhereTheNewTextNeedsQuotes() {
        YamlFile file = YamlFile.parse("f", "a: 'true'\nb: ['1', 'x']\n");
        assertThat(file.set(0, YamlPath.of("a"), "false", null).text()).startsWith("a: 'false'\n");
        assertThat(file.set(0, YamlPath.of("b", 0), "2", null).text()).endsWith("b: ['2', 'x']\n");
        assertThat(file.set(0, YamlPath.of("a"), "it's: so", null).text()).startsWith("a: \"it's: so\"\n");
        assertThat(file.set(0, YamlPath.of("a"), 3, null).text()).startsWith("a: 3\n");
    }

    @Test
    void aReplacedValueKeepsItsLineAndItsComment() {
        assertThat(set(CUSTOMER, "a", 5, null)).isEqualTo(CUSTOMER.replace("a: 1 ", "a: 5 "));
        assertThat(set(CUSTOMER, "b.deep", "three", "migration: why"))
                .isEqualTo(CUSTOMER.replace("    deep: \"two\"", "    # migration: why\n    deep: three"));
        assertThat(set(CUSTOMER, "c.more", 3, null)).isEqualTo(CUSTOMER.replace("more: 2", "more: 3"));
    }

    @Test
    void aValueThatIsThereAlreadyKeepsItsLineAsItIs() {
        assertThat(set(CUSTOMER, "b.deep", "two", "migration: why")).isEqualTo(CUSTOMER);
        assertThat(set(CUSTOMER, "c.flow", true, "migration: why")).isEqualTo(CUSTOMER);
    }

    @Test
    void newKeysGoBehindTheLastOfTheirMapInItsStyle() {
        assertThat(set(CUSTOMER, "b.new", 1, "migration: why"))
                .isEqualTo(CUSTOMER.replace("other: [x, y]\n", "other: [x, y]\n    # migration: why\n    new: 1\n"));
        assertThat(set(CUSTOMER, "c.new.deep", 1, null))
                .isEqualTo(CUSTOMER.replace("more: 2}", "more: 2, new: {deep: 1}}"));
        assertThat(set(CUSTOMER, "d.e", "f", "migration: why")).isEqualTo(CUSTOMER + "# migration: why\nd:\n  e: f\n");
    }

    @Test
    void filesThatPartTheirTopLevelKeysStayParted() {
        String parted = "a: 1\n\nb: 2\n";
        assertThat(set(parted, "c", 3, "migration: why")).isEqualTo(parted + "\n# migration: why\nc: 3\n");
        assertThat(set(set(parted, "c", 3, "migration: why"), "d", 4, null))
                .isEqualTo(parted + "\n# migration: why\nc: 3\nd: 4\n");
    }

    @Test
    void aSecondReasonTakesThePlaceOfTheFirst() {
        String once = set(CUSTOMER, "a", 2, "migration: first");
        assertThat(set(once, "a", 3, "migration: second"))
                .isEqualTo(CUSTOMER.replace("a: 1 ", "# migration: second\na: 3 "));
        assertThat(set(once, "a", 1, null)).isEqualTo(CUSTOMER);
    }

    @Test
    void lineBreaksOfWindowsStay() {
        String windows = CUSTOMER.replace("\n", "\r\n");
        assertThat(set(windows, "b.new", 1, "migration: why"))
                .isEqualTo(windows.replace(
                        "other: [x, y]\r\n", "other: [x, y]\r\n    # migration: why\r\n    new: 1\r\n"));
    }

    @Test
    void aByteOrderMarkAndEmojiDoNotShiftAnything() {
        assertThat(set("\ufeffa: 1 # 🙂🙂\nb: 2 # 💡\n", "b", 3, null)).isEqualTo("\ufeffa: 1 # 🙂🙂\nb: 3 # 💡\n");
    }

    @Test
    void anEmptyFileAndAnEmptyValueCanBeFilled() {
        assertThat(set("", "a.b", 1, "migration: why")).isEqualTo("# migration: why\na:\n  b: 1\n");
        assertThat(set("# only a comment\n", "a", 1, null)).isEqualTo("# only a comment\na: 1\n");
        assertThat(set("a:\nb: 2\n", "a.c", 1, null)).isEqualTo("a:\n  c: 1\nb: 2\n");
        assertThat(set("a: {}\n", "a.c.d", 1, null)).isEqualTo("a:\n  c:\n    d: 1\n");
    }

    @Test
    void itemsAreAppendedInTheStyleOfTheirNeighbours() {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("name", "X");
        item.put("value", "1");
        String block = "env:\n  - name: A\n    value: b\n# behind\nz: 1\n";
        assertThat(append(block, "env", item, "migration: why"))
                .isEqualTo(
                        "env:\n  - name: A\n    value: b\n  # migration: why\n  - name: X\n    value: \"1\"\n# behind\nz: 1\n");
        assertThat(append("env:\n- {name: A}\n", "env", item, null))
                .isEqualTo("env:\n- {name: A}\n- {name: X, value: \"1\"}\n");
        assertThat(append("o: [a]\n", "o", "b", null)).isEqualTo("o: [a, b]\n");
        assertThat(append("o: []\n", "o", "b", null)).isEqualTo("o: [b]\n");
        assertThat(append("p: 1\n", "o.q", "b", null)).isEqualTo("p: 1\no:\n  q: [b]\n");
    }

    @Test
    void aTextOverSeveralLinesInAListThatWasEmptyShowsAsItIs() {
        Map<String, Object> item = Map.of("patch", "a: 1\nb: 2");
        String shown = "  - patch: |-\n      a: 1\n      b: 2\n";
        assertThat(append("p: [] # mine\n\nz: 1\n", "p", item, "migration: why"))
                .isEqualTo("# migration: why\np: # mine\n" + shown + "\nz: 1\n");
        assertThat(append("a: 1\r\np: []\r\n", "p", item, null))
                .isEqualTo("a: 1\r\np:\r\n" + shown.replace("\n", "\r\n"));
        assertThat(append("p: [\n]\n# about z\nz: 1\n", "p", item, null))
                .isEqualTo("p:\n" + shown + "# about z\nz: 1\n");
        assertThat(append("p:\nz: 1\n", "p", item, null)).isEqualTo("p:\n" + shown + "z: 1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p: []",
                "p: [\n] # mine\nz: 1\n",
                "p: []\n          # mine\nz: 1\n",
                "p: []\n\n          \nz: 1\n",
                "o: {p: []}\n",
                "p: [{a: b}]\n"
            })
    void aTextThatWouldTakeWhatFollowsAsItsOwnStaysOnOneLine(String text) {
        String path = text.startsWith("o") ? "o.p" : "p";
        assertThat(append(text, path, Map.of("patch", "a: 1\nb: 2"), null)).contains("patch: \"a: 1\\nb: 2\"");
    }

    @Test
    void removalTakesTheMigrationsCommentAndWhatItLeavesEmpty() {
        assertThat(remove("a:\n  b:\n    # migration: why\n    c: 1\nd: 2\n", "a.b.c"))
                .isEqualTo("d: 2\n");
        assertThat(remove("a:\n  # about b\n  b: 1\n  # migration: why\n  c: 1 # x\nd: 2\n", "a.c"))
                .isEqualTo("a:\n  # about b\n  b: 1\nd: 2\n");
        assertThat(remove("a: {b: 1, c: 2, d: 3}\n", "a.c")).isEqualTo("a: {b: 1, d: 3}\n");
        assertThat(remove("a: {b: 1, c: 2}\n", "a.b")).isEqualTo("a: {c: 2}\n");
        assertThat(remove("a: 1\n", "a")).isEqualTo("{}\n");
        assertThat(remove("a: 1\n", "b")).isEqualTo("a: 1\n");
        YamlFile list = YamlFile.parse("f", "a:\n  - x: 1\n    y: 2\n  - z\n");
        assertThat(list.remove(0, YamlPath.of("a", 0, "x")).text()).isEqualTo("a:\n  - y: 2\n  - z\n");
        assertThat(list.remove(0, YamlPath.of("a", 0)).text()).isEqualTo("a:\n  - z\n");
    }

    @Test
    void documentsLeaveWithTheirSeparatorAndTheOthersKeepTheirBytes() {
        String three = "# first\na: 1\n---\n# second\nb: 2\n---\nc: 3\n";
        assertThat(YamlFile.parse("f", three).removeDocument(1).text()).isEqualTo("# first\na: 1\n---\nc: 3\n");
        assertThat(YamlFile.parse("f", three).removeDocument(0).text()).isEqualTo("# second\nb: 2\n---\nc: 3\n");
        assertThat(YamlFile.parse("f", three).removeDocument(2).text())
                .isEqualTo("# first\na: 1\n---\n# second\nb: 2\n");
        assertThat(YamlFile.parse("f", "---\na: 1\n---\n# nothing\n")
                        .removeDocument(0)
                        .text())
                .isEmpty();
        assertThat(YamlFile.parse("f", "# head\n---\na: 1\n---\nb: 2\n")
                        .removeDocument(0)
                        .text())
                .isEqualTo("# head\n---\nb: 2\n");
    }

    @Test
    void aDocumentIsCopiedWithItsCommentsBehindTheLastOne() {
        assertThat(copy("# why\na: 1\n", 0)).isEqualTo("# why\na: 1\n---\n# why\na: 1\n");
        assertThat(copy("a: 1\n--- # second\nb: 2", 1)).isEqualTo("a: 1\n--- # second\nb: 2\n--- # second\nb: 2\n");
        assertThat(copy("---\na: 1\n---\nb: 2\n", 0)).isEqualTo("---\na: 1\n---\nb: 2\n---\na: 1\n");
        assertThat(copy("a: 1\r\n", 0)).isEqualTo("a: 1\r\n---\r\na: 1\r\n");
        assertThat(copy("a: 1\n---\n", 0)).isEqualTo("a: 1\n---\n---\na: 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%YAML 1.1\n---\na: 1\n", "a: |\n  text"})
    void aDocumentThatCannotBeCopiedSafelyIsRefused(String text) {
        assertThatThrownBy(() -> copy(text, 0))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(dev.crossfade.core.report.Problem::code)
                                .containsExactly(ErrorCode.YAML_NOT_EDITABLE));
    }

    private static String copy(String text, int document) {
        return YamlFile.parse("f", text).copyDocument(document).text();
    }

    @Test
    void duplicateKeysAreRefusedWithBothLines() {
        assertThatThrownBy(() -> YamlFile.parse("values.yaml", "a:\n  b: 1\nc: 2\na:\n  d: 3\n"))
                .isInstanceOfSatisfying(CrossfadeException.class, refused -> {
                    assertThat(refused.problems()).singleElement().satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_DUPLICATE_KEY);
                        assertThat(problem.where().text()).isEqualTo("values.yaml:4:1");
                        assertThat(problem.message()).contains("'a'", "lines 1 and 4");
                    });
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base: &base {x: 1}\na: *base\n",
                "a: &anchor\n  x: 1\nb: *anchor\n",
                "base: &base {y: 1}\na:\n  <<: *base\n  x: 1\n",
                "? a\n: {x: 1}\n"
            })
    void whatCannotBeEditedSafelyIsRefusedAndNamesItsPlace(String text) {
        YamlFile file = YamlFile.parse("values.yaml", text);
        assertThatThrownBy(() -> file.set(0, YamlPath.parse("a.x"), 2, null))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.YAML_NOT_EDITABLE);
                                    assertThat(problem.where().text()).startsWith("values.yaml:");
                                }));
    }

    @Test
    void anchorsElsewhereDoNotMatter() {
        String text = "base: &base {x: 1}\na: *base\nb: 2\n";
        assertThat(set(text, "b", 3, null)).isEqualTo(text.replace("b: 2", "b: 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:\n\tb: 1\n", "a: [1\n", "  a: 1\n b: 2\n", "a: b: c\n", "@x: 1\n"})
    void brokenTextIsAProblemWithItsPlace(String text) {
        assertThatThrownBy(() -> YamlFile.parse("values.yaml", text))
                .isInstanceOfSatisfying(CrossfadeException.class, refused -> {
                    assertThat(refused.problems().get(0).code()).isEqualTo(ErrorCode.YAML_SYNTAX);
                    assertThat(refused.problems().get(0).where().line()).isPositive();
                });
    }

    @Test
    void bombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatThrownBy(() -> YamlFile.parse("values.yaml", bomb.toString()))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems().get(0).code()).isEqualTo(ErrorCode.YAML_SYNTAX));
        assertThatThrownBy(() -> YamlFile.parse("values.yaml", "[".repeat(200) + "]".repeat(200)))
                .isInstanceOf(CrossfadeException.class);
    }

    @Test
    void mergeKeysReadAsHelmReadsThem() {
        YamlFile file = YamlFile.parse("f", "x: &x {a: 1, b: 2}\np: {a: 5, <<: *x}\nq: {<<: *x, a: 5}\n");
        assertThat(file.documents().get(0).get(YamlPath.parse("p.a"))).contains(1L);
        assertThat(file.documents().get(0).get(YamlPath.parse("q.a"))).contains(5L);
    }

    private static String set(String text, String path, Object value, String comment) {
        return YamlFile.parse("values.yaml", text)
                .set(0, YamlPath.parse(path), value, comment)
                .text();
    }

    private static String append(String text, String path, Object value, String comment) {
        return YamlFile.parse("values.yaml", text)
                .append(0, YamlPath.parse(path), value, comment)
                .text();
    }

    private static String remove(String text, String path) {
        return YamlFile.parse("values.yaml", text)
                .remove(0, YamlPath.parse(path))
                .text();
    }

    @Test
    void aDocumentOfCommentsAloneBecomesTheHeadOfTheNextOne() {
        YamlFile file = YamlFile.parse("a.yaml", "a: 1\n---\n# about what follows\n---\nb: 2\n");

        YamlFile rest = file.removeDocument(0);

        assertThat(rest.text()).isEqualTo("# about what follows\n---\nb: 2\n");
        assertThat(rest.removeDocument(rest.documents().get(0).index()).text()).isEmpty();
    }

    @Test
    void anItemBelowItsDashGoesWithTheDash() {
        YamlFile file = YamlFile.parse("f", "list:\n- a\n# between\n-\n  c: 1\n  # inside\n  d: 2\n- e\n");

        assertThat(file.remove(0, YamlPath.of("list", 1)).text()).isEqualTo("list:\n- a\n# between\n- e\n");
        assertThat(file.remove(0, YamlPath.of("list", 2)).text())
                .isEqualTo("list:\n- a\n# between\n-\n  c: 1\n  # inside\n  d: 2\n");
    }

    @Test
    void aTagOnTheListIsNoDash() {
        YamlFile file = YamlFile.parse("f", "list: !!seq\n- a\n- b\n");

        assertThat(file.remove(0, YamlPath.of("list", 1)).text()).isEqualTo("list: !!seq\n- a\n");
        assertThat(file.remove(0, YamlPath.of("list", 0)).text()).isEqualTo("list: !!seq\n- b\n");
    }

    @Test
    void tabsBehindAValueThatIsQuotedNowBecomeASpace() {
        YamlFile file = YamlFile.parse("f", "a: text\t# why\nb:\n  - text\t\t# why\n");

        assertThat(file.set(0, YamlPath.of("a"), List.of(), null).text()).startsWith("a: [] # why\n");
        assertThat(file.set(0, YamlPath.of("b", 0), "", null).text()).endsWith("  - \"\" # why\n");
    }

    @Test
    void keysOfOneReasonStandTogetherWhateverTheLineEnds() {
        for (String lineBreak : List.of("\n", "\r\n")) {
            YamlFile file = YamlFile.parse("f", "a: 1\n\nb: 2\n".replace("\n", lineBreak));

            assertThat(file.set(0, YamlPath.of("c"), 3L, "migration: why")
                            .set(0, YamlPath.of("d"), 4L, null)
                            .text())
                    .isEqualTo("a: 1\n\nb: 2\n\n# migration: why\nc: 3\nd: 4\n".replace("\n", lineBreak));
        }
    }

    /** Two keys of one line have a reason each, and with one of them goes its own. */
    @Test
    void inBracesTheCommentThatBelongsToTheKeyGoesWithIt() {
        String text = "a:\n  # migration: for b\n  # migration: for c\n  x: {b: 1, c: 2, d: 3}\n";
        YamlFile file = YamlFile.parse("a.yaml", text);
        assertThat(file.remove(0, YamlPath.of("a", "x", "b"), "migration: for b")
                        .text())
                .isEqualTo("a:\n  # migration: for c\n  x: {c: 2, d: 3}\n");
        assertThat(file.remove(0, YamlPath.of("a", "x", "c"), "migration: for c")
                        .text())
                .isEqualTo("a:\n  # migration: for b\n  x: {b: 1, d: 3}\n");
        assertThat(file.remove(0, YamlPath.of("a", "x", "d"), "migration: for d")
                        .text())
                .isEqualTo(text.replace(", d: 3", ""));
    }
}
