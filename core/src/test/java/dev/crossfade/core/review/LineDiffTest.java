package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void aChangeStandsBetweenThreeLines() {
        assertThat(LineDiff.of(
                        "a.yaml",
                        Optional.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n"),
                        Optional.of("1\n2\n3\n4\nfive\n6\n7\n8\n9\n")))
                .isEqualTo("--- a/a.yaml\n+++ b/a.yaml\n@@ -2 +2 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    }

    @Test
    void farChangesHaveHunksOfTheirOwn() {
        String before = IntStream.range(0, 30).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        String after = before.replace("line 2\n", "").replace("line 25\n", "line 25\nnew\n");
        assertThat(LineDiff.of("a", Optional.of(before), Optional.of(after)))
                .contains("@@ -1 +1 @@\n line 0", "-line 2\n", "@@ -24 +23 @@\n line 23", "+new\n")
                .doesNotContain("line 12");
    }

    @Test
    void filesThatComeOrGoHaveNothingOnTheOtherSide() {
        assertThat(LineDiff.of("a", Optional.empty(), Optional.of("x\n")))
                .isEqualTo("--- /dev/null\n+++ b/a\n@@ -1 +1 @@\n+x\n");
        assertThat(LineDiff.of("a", Optional.of("x\n"), Optional.empty()))
                .isEqualTo("--- a/a\n+++ /dev/null\n@@ -1 +1 @@\n-x\n");
    }

    @Test
    void largeRewritesDoNotTakeLargeTables() {
        String before = IntStream.range(0, 5000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        String after = IntStream.range(0, 5000).mapToObj(i -> "b" + i + "\n").collect(Collectors.joining());
        assertThat(LineDiff.of("a", Optional.of(before), Optional.of(after)))
                .contains("-a0\n", "-a4999\n+b0\n", "+b4999\n");
    }
}
