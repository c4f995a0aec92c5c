package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.ReviewText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A change of any size goes into comments that forges take, and none of its lines is read as Markdown. */
class AttachmentTest {

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "+line " + i + " of a manifest\n")
                .collect(Collectors.joining());
    }

    private static List<String> content(Map<String, String> comments) {
        return comments.values().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("+"))
                .toList();
    }

    @Test
    void aChangeThatFitsIsOneComment() {
        Map<String, String> comments = new Attachment("--- a/x\n+++ b/x\n+one\n").comments(List.of());

        assertThat(comments)
                .containsExactly(
                        Map.entry(
                                "<!-- crossfade:attachment 1 -->",
                                "<!-- crossfade:attachment 1 -->\n**The whole change**\n\n```diff\n--- a/x\n+++ b/x\n+one\n```\n"));
    }

    @Test
    void aLongerOneIsSplitBetweenLinesAndNothingIsLost() {
        String difference = lines(6000);
        Map<String, String> comments = new Attachment(difference).comments(List.of());

        assertThat(comments).hasSize(3);
        assertThat(comments.values())
                .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(ReviewText.LONGEST));
        assertThat(comments.get("<!-- crossfade:attachment 2 -->")).contains("part 2 of 3");
        assertThat(content(comments))
                .containsExactlyElementsOf(difference.lines().toList());
        assertThat(String.join("", comments.values())).doesNotContain("in the commit");
    }

    @Test
    void whatNobodyReadsInCommentsIsLeftToTheCommit() {
        Map<String, String> comments = new Attachment(lines(60_000)).comments(List.of());

        assertThat(comments).hasSize(5);
        List<String> texts = List.copyOf(comments.values());
        assertThat(texts.get(4)).endsWith("\nThe rest is in the commit.\n");
        assertThat(texts.get(3)).doesNotContain("in the commit");
    }

    @Test
    void aLineOfAnyLengthFits() {
        Map<String, String> comments = new Attachment("+" + "x".repeat(200_000) + "\n+after\n").comments(List.of());

        assertThat(comments.values())
                .allSatisfy(text -> assertThat(text.length()).isLessThanOrEqualTo(ReviewText.LONGEST));
        assertThat(content(comments)).hasSize(2).last().isEqualTo("+after");
    }

    @Test
    void aFenceInTheChangeDoesNotEndTheCommentsOwn() {
        String text = new Attachment("+```\n+@everyone\n+`````\n")
                .comments(List.of())
                .values()
                .iterator()
                .next();

        assertThat(text.lines().filter(line -> line.startsWith("``````"))).containsExactly("``````diff", "``````");
    }

    @Test
    void aPartThatIsNotNeededAnyMoreSaysSo() {
        List<String> before =
                List.copyOf(new Attachment(lines(6000)).comments(List.of()).values());
        Map<String, String> comments = new Attachment(lines(10)).comments(before);

        assertThat(comments).hasSize(3);
        assertThat(comments.get("<!-- crossfade:attachment 3 -->")).contains("not needed any more");
        assertThat(content(comments)).hasSize(10);
    }
}
