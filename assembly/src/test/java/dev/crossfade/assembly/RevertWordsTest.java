package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.report.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    /** The value that a revert takes from under later phases stops the next one, and the commit that wrote it says so. */
    @Test
    void whatARevertStopsLaterIsSaid() {
        MapTree start = Story.tree();
        start.files()
                .computeIfPresent(
                        "crossfade.yaml",
                        (path, text) -> Story.replace(
                                text, "    clusterName:", "    hostLegacyRoutingAtEnd: false\n    clusterName:"));
        Journey journey = Journey.of(Story.plan(start));
        String overlay = journey.preview().plan().migration().layout().overlay();
        List<String> told = new ArrayList<>();
        for (String phase : journey.between("node-config", "host-routing")) {
            String undo = journey.commit(phase).message().replaceAll("\\s+", " ");
            int next = journey.index(phase) + 1;
            MapTree reverted = journey.states()
                    .get(next + 1)
                    .with(overlay, journey.states().get(next - 1).files().get(overlay));
            boolean stops = Story.said(start, reverted).stream()
                    .anyMatch(problem -> problem.code() == ErrorCode.PHASE_LOST
                            && problem.message().contains(phase));
            if (undo.contains("revert, until drop-overlay")) {
                assertThat(stops).as(phase).isTrue();
                assertThat(undo).contains("crossfade rollback is the better way", "phase-lost until it is back");
                told.add(phase);
            } else {
                assertThat(undo).as(phase).doesNotContain("phase-lost");
            }
        }
        assertThat(told).containsExactly("audit-policies", "enforce-policies", "host-routing");
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
