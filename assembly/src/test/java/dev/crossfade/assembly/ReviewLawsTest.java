package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.UndoCommit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of the text of every pull request, whatever the cluster is like. */
class ReviewLawsTest {

    private static final Path TEMPLATES =
            Story.root().resolve("gitops-templates/src/main/resources/dev/crossfade/templates");

    private static final List<String> SECTIONS =
            List.of("In the cluster", "Why now", "Look at", "What can go wrong", "Gate: all of these, for ", "Undo");

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyTextSaysWhatAReviewerAsks(Variant variant) {
        for (PlannedCommit commit : variant.preview().commits()) {
            ReviewText review = write(variant, commit);
            String id = commit.entry().id();
            assertThat(write(variant, commit)).isEqualTo(review);
            assertThat(review.title())
                    .isEqualTo(commit.message().lines().findFirst().orElseThrow());
            whole(variant, review, commit.changes(), id);
            for (String section : SECTIONS) {
                assertThat(review.text()).as(id).containsPattern("(?m)^### " + Pattern.quote(section));
            }
            assertThat(review.text())
                    .as(id)
                    .contains(
                            "**Phase " + commit.entry().number() + " of ",
                            "- **Pods that restart:** ",
                            "- **Nodes that move:** ",
                            "\nBefore: ")
                    .doesNotContain("the phase before leaves with its account");
            commit.gates()
                    .forEach(gate ->
                            assertThat(review.text()).as(id).contains("\n| `" + gate.id() + "` | " + gate.passes()));
            boolean point = Objects.requireNonNull(commit.entry().step()).isPointOfNoReturn();
            assertThat(review.text().contains("\n> [!CAUTION]\n> **POINT OF NO RETURN."))
                    .as(id)
                    .isEqualTo(point);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyUndoHasATextOfItsOwn(Variant variant) {
        UndoRenderer renderer = new UndoRenderer(variant.preview().plan().migration());
        for (PlannedCommit commit : variant.preview().commits()) {
            Step step = Objects.requireNonNull(commit.entry().step());
            if (step.undo() == Undo.NONE) {
                continue;
            }
            MapTree tree = MapTree.copyOf(commit.base()).with(commit.changes());
            List<ChangeSet> parts = renderer.render(step, commit.base(), tree);
            for (int i = 0; i < parts.size(); i++) {
                ReviewText review = new ReviewWriter(variant.preview().plan(), new ClasspathTemplates())
                        .text(
                                new UndoCommit(commit.entry(), tree, parts.get(i), i + 1, parts.size()),
                                ReviewFacts.NONE);
                whole(variant, review, parts.get(i), "undo-" + step.id());
                assertThat(review.title()).contains(": undo ").hasSizeLessThanOrEqualTo(72);
                assertThat(review.text())
                        .as(step.id())
                        .contains(
                                "**Undo of phase ",
                                "crossfade propose --resume",
                                "- **Pods that restart:** ",
                                "- **Nodes that move:** ",
                                "### Worked when\n\n");
                tree = tree.with(parts.get(i));
            }
        }
    }

    /** A message that gets a variant gets the review of that variant, and no word of a customer's stands in code of ours. */
    @Test
    void everyMessageHasItsReviewBesideIt() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Path> messages = files.filter(
                            path -> path.getFileName().toString().startsWith("message"))
                    .toList();
            assertThat(messages).hasSizeGreaterThan(30);
            for (Path message : messages) {
                Path review =
                        message.resolveSibling(message.getFileName().toString().replace("message", "review"));
                assertThat(review).exists();
                for (String line : Files.readString(review).split("\n", -1)) {
                    String[] parts = line.split("`", -1);
                    for (int i = 1; i < parts.length; i += 2) {
                        assertThat(parts[i]).as(review + ": " + line).doesNotContain("{{");
                    }
                }
            }
        }
    }

    private static ReviewText write(Variant variant, PlannedCommit commit) {
        return new ReviewWriter(variant.preview().plan(), new ClasspathTemplates()).text(commit, ReviewFacts.NONE);
    }

    private static void whole(Variant variant, ReviewText review, ChangeSet changes, String id) {
        String text = review.text();
        assertThat(ReviewKey.read(text)).contains(new ReviewKey(variant.layout().migration(), id, false));
        assertThat(ReviewKey.digest(text)).isPresent();
        assertThat(text.length()).as(id).isLessThanOrEqualTo(ReviewText.LONGEST);
        assertThat(text)
                .as(id)
                .doesNotContain("{{", "}}", "PLACEHOLDER", "(why)", "`null`", " null ", "\n\n\n", " \n", "  |", "\r")
                .doesNotContainPattern("(?m)^### .*\\n+(###|\\z)")
                .endsWith(" -->\n");
        InertMarkdown.check(text);
        String all = text + review.attachment().orElse("");
        changes.files().keySet().forEach(path -> assertThat(all).as(id).contains(path));
    }
}
