package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network/cilium/values.yaml",
                "io.cilium.migration/cilium-default=true",
                "10.245.0.0/16, fd00::/64",
                "the operator's (first) node: 10%, no more.",
                "kafka/kafka-broker"
            })
    void whatMeansNothingStaysAsItIs(String words) {
        assertThat(Markdown.words(words)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "ask @octocat now~ask `@octocat` now",
                "see #123 and !45~see `#123` and `!45`",
                "<img src=x>~`<img` `src=x>`",
                "[a](https://evil.example)~`[a](https://evil.example)`",
                "_all_ *bold* ~`_all_` `*bold*`",
                ":tada: www.evil.example~`:tada:` `www.evil.example`",
                "$\\alpha$ &amp;~`$\\alpha$` `&amp;`",
                "tick` tock~``  tick`  `` tock"
            })
    void whatWouldMeanSomethingIsCode(String words, String expected) {
        assertThat(Markdown.words(words)).isEqualTo(expected.replace("``  tick`  ``", "`` tick` ``"));
    }

    @Test
    void codeHoldsWhateverThereIs() {
        assertThat(Markdown.code("a`b")).isEqualTo("``a`b``");
        assertThat(Markdown.code("`x")).isEqualTo("`` `x ``");
        assertThat(Markdown.code("")).isEqualTo("`\"\"`");
        assertThat(Markdown.code("two\nlines\there")).isEqualTo("`two lines here`");
        assertThat(Markdown.code("abc\u202Edef\u0007")).isEqualTo("`abc(U+202E)def(U+0007)`");
        assertThat(Markdown.code("<!-- crossfade:prod/x -->")).isEqualTo("`<! -- crossfade:prod/x -->`");
    }

    @Test
    void aTableKeepsItsCells() {
        assertThat(Markdown.row(Markdown.code("a|b"), "", Markdown.words("c | d")))
                .isEqualTo("| `a\\|b` | – | c `\\|` d |");
        assertThat(Markdown.table(List.of("x", "y"), List.of(Markdown.row("1", "2"))))
                .isEqualTo("| x | y |\n|---|---|\n| 1 | 2 |");
    }

    @Test
    void aFenceIsLongerThanWhatItHolds() {
        assertThat(Markdown.block("sh", "echo\n````\n<!-- crossfade:a/b -->\n"))
                .isEqualTo("`````sh\necho\n````\n<! -- crossfade:a/b -->\n`````");
    }
}
