package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "== 0, 0, true",
        "== 0, 0.1, false",
        "!=3, 4, true",
        "!= 3, 3, false",
        "< 0.01, 0.009, true",
        "< 0.01, 0.01, false",
        "<= 1e2, 100, true",
        "> -1, -1, false",
        "> -1, 0, true",
        ">= 2.5, 2.5, true",
        ">= 2.5, 2.4, false",
        "> 5, Infinity, true",
        "!= 3, NaN, false",
        "< 3, NaN, false"
    })
    void comparesAsPromQlDoes(String text, double value, boolean holds) {
        assertThat(Comparison.parse(text).holds(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"==0, == 0", "<=  1e2, <= 100", "> 0.25, > 0.25", "< -1.5, < -1.5"})
    void readsAsPeopleWriteIt(String text, String words) {
        assertThat(Comparison.parse(text)).hasToString(words);
    }
}
