package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a plain {@code git revert} does not give the cluster back what the commit took, the message says so. */
class RevertWordsTest {

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void theStoryInEveryVariant(Variant variant) {
        whatFilesDoNotGiveBackIsSaid(variant.preview().commits());
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Story#examples")
    void everyExample(String example) {
        whatFilesDoNotGiveBackIsSaid(Story.plan(Story.tree(example)).commits());
    }

    static void whatFilesDoNotGiveBackIsSaid(List<PlannedCommit> commits) {
        assertThat(commits).isNotEmpty();
        for (PlannedCommit commit : commits) {
            String undo = commit.message().replaceAll("\\s+", " ").replaceFirst("^.*? Undo: ", "");
            if (jobs(commit).anyMatch(text -> text.contains("- delete\n") || text.contains(" delete, "))) {
                assertThat(undo).as(commit.entry().id()).containsAnyOf("comes back with no revert", "with its CRDs go");
            }
            if (Objects.requireNonNull(commit.entry().step()).undo() == Undo.ROLLBACK) {
                assertThat(undo)
                        .as(commit.entry().id())
                        .contains("not git revert")
                        .containsAnyOf("would leave", "outlives its file");
            }
        }
    }

    private static Stream<String> jobs(PlannedCommit commit) {
        return commit.changes().files().entrySet().stream()
                .filter(each -> each.getKey().contains("/job-"))
                .map(each -> each.getValue())
                .flatMap(Optional::stream);
    }
}
