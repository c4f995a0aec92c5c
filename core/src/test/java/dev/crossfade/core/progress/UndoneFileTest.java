package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UndoneFileTest {

    /** Lines are words here; "-" stands for a file that is not there. */
    @ParameterizedTest
    @CsvSource({
        "a b c,   a x c,   a x c,     a b c",
        "a b c,   a x c,   0 a x c d, 0 a b c d",
        "a b c,   a x c,   a y c,     refused",
        "a c,     a x c,   a x c d,   a c d",
        "a x c,   a c,     a c d,     a x c d",
        "a c,     a x c,   a x c a x c, refused",
        "-,       a,       a,         -",
        "-,       a,       a b,       refused",
        "a,       -,       -,         a",
        "a,       -,       b,         refused",
        "a b,     a b x,   0 a b x,   0 a b",
        "b c,     x b c,   x b c d,   b c d",
        "a b c d e f, a x c d y f, a x c d y f g, a b c d e f g",
        "a b c d e,   a x c d e y, a x c d e,     a b c d e",
        "a b c d e,   a x c d e y, a z c d e,     refused",
        "a b c d e,   a x c d e y, a x c d 0 y,   refused",
        "a b c d,     b c d a,     b c d a e,     a b c d e"
    })
    void aChangeGoesWhereItsLinesStillStand(String before, String after, String now, String expected) {
        Optional<Optional<String>> undone = new UndoneFile(file(before), file(after)).in(file(now));

        assertThat(undone).isEqualTo(expected.equals("refused") ? Optional.empty() : Optional.of(file(expected)));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(new UndoneFile(Optional.of("a\nb"), Optional.of("a\nx")).in(Optional.of("0\na\nx")))
                .contains(Optional.of("0\na\nb"));
    }

    private static Optional<String> file(String words) {
        return words.equals("-") ? Optional.empty() : Optional.of(words.replace(' ', '\n') + "\n");
    }
}
