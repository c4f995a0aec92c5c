package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Git leaves of a merge that nobody has resolved is no matter of indentation. */
class ConflictMarkerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1|<<<<<<< HEAD|b: 2|=======|b: 3|>>>>>>> topic|<<<<<<<|2",
                "a:|  b: 1|<<<<<<< HEAD|  c: 2|=======|  c: 3|<<<<<<<|3",
                "- a|- b|<<<<<<<|- c|=======|- d|<<<<<<<|3",
                "a: 1|b: 2|=======|b: 3|>>>>>>> topic|c: {{ .Values.c }}|=======|3",
                "a: 1|b: 2|>>>>>>> topic|c: 1|d: 1|e: 1|>>>>>>>|3",
                "a: 1|=|=======|e: 1|f: 1|g: 1|=======|3"
            })
    void isNamedWithItsLine(
            String one, String two, String three, String four, String five, String six, String marker, int line) {
        String text = String.join("\n", one, two, three, four, five, six, "");
        for (String lines : new String[] {text, text.replace("\n", "\r\n")}) {
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", lines))
                    .isInstanceOfSatisfying(
                            CrossfadeException.class,
                            refused -> assertThat(refused.problems())
                                    .singleElement()
                                    .satisfies(problem -> told(problem, marker, line)));
            assertThat(SpecReader.read("a.yaml", lines).problems())
                    .singleElement()
                    .satisfies(problem -> told(problem, marker, line));
        }
    }

    private static void told(Problem problem, String marker, int line) {
        assertThat(problem.code()).isEqualTo(ErrorCode.YAML_SYNTAX);
        assertThat(problem.where().text()).isEqualTo("a.yaml:" + line + ":1");
        assertThat(problem.message()).isEqualTo("not YAML: a conflict marker, " + marker + ", stands here");
        assertThat(problem.cure()).startsWith("resolve the merge").doesNotContain("indentation");
    }

    @Test
    void whatOnlyLooksLikeOneIsToldAsBefore() {
        for (String text :
                new String[] {"a: [\n# <<<<<<< HEAD\n", "a: [\n  =======\n", "a: [\n========\n", "a: [\n<<<<<<<HEAD\n"
                }) {
            assertThatThrownBy(() -> YamlFile.parse("a.yaml", text)).hasMessageNotContaining("conflict");
        }
        assertThat(YamlFile.parse("a.yaml", "a: |\n  <<<<<<< HEAD\n").documents())
                .hasSize(1);
    }
}
