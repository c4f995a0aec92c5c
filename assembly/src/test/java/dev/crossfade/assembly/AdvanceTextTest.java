package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The words by which scripts know a decision. */
class AdvanceTextTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

    private static List<Decision> each() {
        PlannedCommit next = Journey.of(Story.preview()).commit("prepare");
        PullRequest request = Standings.request("resume-workloads");
        List<Problem> reasons =
                List.of(Problem.blocker(ErrorCode.MIGRATION_HELD, Where.object("migration prod"), "held", "let go"));
        return List.of(
                new Decision.Wait("gates", Optional.empty()),
                new Decision.Propose(next),
                new Decision.Merge(request, next),
                new Decision.Refresh(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "root")),
                new Decision.Hold(reasons),
                new Decision.ProposeUndo("prepare", reasons),
                new Decision.Done());
    }

    @Test
    void everyDecisionHasAWordOfItsOwnAndAReason() {
        assertThat(each()).hasSize(Decision.class.getPermittedSubclasses().length);
        assertThat(each())
                .extracting(AdvanceText::word)
                .containsExactly("wait", "propose", "merge", "refresh", "hold", "undo", "done");
        assertThat(each()).extracting(AdvanceText::reason).doesNotHaveDuplicates();
    }

    @SuppressWarnings("NullAway")
    private static Decision nobodys() {
        return null;
    }

    /** A migration is not done because nobody knows what was decided. */
    @Test
    void whatIsNoDecisionIsNotDone() {
        Decision none = nobodys();
        assertThatThrownBy(() -> AdvanceText.word(none)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AdvanceText.reason(none)).isInstanceOf(IllegalArgumentException.class);
    }
}
