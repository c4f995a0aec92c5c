package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.report.CrossfadeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch does turn by turn, on forges of this process and in a cluster of which it can read next to nothing. */
class WatchTest extends SceneTest {
    private static final String PREPARE = Scene.PREFIX + "prepare";
    private static final String AUTOMATIC = "  gates:\n    autoMerge: [prepare]\n";

    private Watched watched;

    private void begin(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        watched = new Watched(scene, folder);
    }

    @AfterEach
    void end() {
        watched.close();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void proposesOnceSaysThatItMayBeMergedAndThenAsksNobody(Flavour flavour) {
        begin(flavour);

        Turn first = watched.turn();
        assertThat(first.advanced().decision()).isInstanceOf(Decision.Propose.class);
        assertThat(first.advanced().done()).contains("push branch " + PREPARE);
        assertThat(first.rest()).isZero();
        String head = scene.site().page(1).head();
        assertThat(watched.status(head)).map(CommitStatus::state).contains(CommitStatus.State.PENDING);

        Turn second = watched.turn();
        assertThat(second.advanced().decision()).isInstanceOf(Decision.Wait.class);
        assertThat(second.advanced().done()).isEmpty();
        assertThat(second.notices()).containsExactly("set status crossfade/prod to success");
        assertThat(watched.status(head)).map(CommitStatus::state).contains(CommitStatus.State.SUCCESS);

        int calls = watched.calls();
        watched.pass(Duration.ofSeconds(10));
        Turn third = watched.turn();
        assertThat(third.notices()).isEmpty();
        assertThat(watched.calls()).as("what was seen is new enough").isEqualTo(calls);
        assertThat(third.rest()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));

        watched.pass(Duration.ofSeconds(30));
        assertThat(watched.turn().advanced().done()).isEmpty();
        assertThat(watched.calls() - calls).as("a look with nothing to do").isBetween(1, 4);
        assertThat(scene.site().pages()).hasSize(1);
    }

    @Test
    void whoBeginsToLeadLooksAnewBeforeItSaysAnything() {
        begin(Flavour.GITEA);
        watched.turn();
        watched.turn();
        String head = scene.site().page(1).head();
        try (Watched other = new Watched(scene, folder)) {
            assertThat(other.following().advanced().status().place().merged()).isZero();
            scene.site().merge(1, MergeStyle.SQUASH);
            other.pass(Duration.ofSeconds(5));
            assertThat(other.following().advanced().status().place().merged())
                    .as("what was seen is new enough for who follows")
                    .isZero();
            assertThat(other.turn().advanced().status().place().merged()).isEqualTo(1);
            assertThat(other.status(head)).map(CommitStatus::state).contains(CommitStatus.State.SUCCESS);
        }
    }

    @Test
    void anotherWatcherFindsWhatTheFirstOneDid() {
        begin(Flavour.GITEA);
        watched.turn();
        watched.turn();
        try (Watched other = new Watched(scene, folder)) {
            Turn turn = other.turn();
            assertThat(turn.advanced().done()).isEmpty();
            assertThat(turn.notices()).isEmpty();
        }
        assertThat(scene.site().pages()).hasSize(1);
    }

    /** A forge may take so long for one step that another watcher leads by the next. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void whoLosesTheLeadOnTheWayLeavesTheRestToTheNext(int steps) {
        begin(Flavour.GITEA);
        assertThatThrownBy(() -> watched.losing(steps))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("does not lead any more");
        assertThat(scene.people().tip(PREPARE).isPresent()).isEqualTo(steps > 0);
        assertThat(scene.site().pages()).hasSize(steps > 1 ? 1 : 0);
        try (Watched other = new Watched(scene, folder)) {
            assertThat(other.turn().advanced().done()).isNotEmpty();
            other.turn();
            assertThat(scene.site().pages()).hasSize(1);
            assertThat(other.status(scene.site().page(1).head()))
                    .map(CommitStatus::state)
                    .contains(CommitStatus.State.SUCCESS);
        }
    }

    @Test
    void whoDoesNotLeadOrRunsDryWritesNothing() {
        begin(Flavour.GITHUB);
        Turn following = watched.following();
        watched.pass(Duration.ofSeconds(31));
        Turn dry = watched.dry();
        for (Turn turn : List.of(following, dry)) {
            assertThat(turn.advanced().decision()).isInstanceOf(Decision.Propose.class);
            assertThat(turn.notices()).isEmpty();
        }
        assertThat(following.advanced().done()).isEmpty();
        assertThat(dry.advanced().done()).contains("push branch " + PREPARE);
        int asked = watched.calls();
        assertThat(watched.dry().advanced().done())
                .as("said once a look at Git and forge")
                .isEmpty();
        assertThat(watched.calls()).isEqualTo(asked);
        assertThat(scene.site().pages()).isEmpty();
        assertThat(scene.people().tip(PREPARE)).isEmpty();
    }

    /** Nothing of the cluster can be read: every gate is unknown, and that is neither passed nor failed. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatCannotBeKnownProposesNothingAndIsSaidInTheMergedPullRequest(Flavour flavour) {
        begin(flavour);
        watched.turn();
        scene.site().merge(1, MergeStyle.SQUASH);
        watched.pass(Duration.ofSeconds(31));

        Turn turn = watched.turn();

        assertThat(turn.advanced().decision())
                .isInstanceOfSatisfying(
                        Decision.Wait.class,
                        wait -> assertThat(wait.why())
                                .contains("gates of prepare", "argo-synced unknown", "the network is down"));
        assertThat(turn.advanced().status().state()).isEqualTo(StatusReport.State.MERGED);
        assertThat(turn.notices()).containsExactly("comment what the gates say");
        assertThat(watched.evidence(PREPARE))
                .singleElement()
                .asString()
                .contains(
                        "### Phase 1 of", "`prepare`: 0 of", "| `argo-synced` | **unknown** |", "the network is down");

        watched.pass(Duration.ofSeconds(61));
        assertThat(watched.turn().notices()).as("nothing has changed").isEmpty();
        assertThat(watched.evidence(PREPARE)).hasSize(1);
        assertThat(scene.site().pages()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void mergesWhatItMayMergeWithTheTrailersThatItReadsLater(Flavour flavour) {
        begin(flavour);
        scene.edit("crossfade.yaml", "  gates:\n", AUTOMATIC);
        scene.customer().pull();

        assertThat(watched.turn().advanced().decision()).isInstanceOf(Decision.Propose.class);
        Turn merged = watched.turn();

        assertThat(merged.advanced().decision()).isInstanceOf(Decision.Merge.class);
        assertThat(merged.advanced().done()).contains("merge pull request 1");
        assertThat(scene.site().page(1).state()).isEqualTo("MERGED");
        assertThat(watched.turn().advanced().status().place().merged()).isEqualTo(1);
    }

    /** Green and not merged yet: the one state in which nothing but the watcher stands between a proposal and the base. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whoLosesTheLeadBetweenGreenAndMergeDoesNotMerge(Flavour flavour) {
        begin(flavour);
        scene.edit("crossfade.yaml", "  gates:\n", AUTOMATIC);
        scene.customer().pull();
        watched.turn();

        assertThatThrownBy(() -> watched.losing(1))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("leaves undone: merge pull request 1")
                .satisfies(lost -> assertThat(lost.getSuppressed())
                        .as("nor may it tell what the gates say")
                        .singleElement()
                        .asString()
                        .contains("leaves undone: set status crossfade/prod to pending"));
        assertThat(watched.status(scene.site().page(1).head()))
                .map(CommitStatus::state)
                .contains(CommitStatus.State.SUCCESS);
        assertThat(scene.site().page(1).state()).isEqualTo("OPEN");
        try (Watched other = new Watched(scene, folder)) {
            assertThat(other.turn().advanced().done()).containsExactly("merge pull request 1");
        }
        assertThat(scene.site().page(1).state()).isEqualTo("MERGED");
    }

    /** Nobody knows what it had come to, so nothing that it said is left as it is, and nothing that it saw. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatNobodyForesawLeavesNothingGreen(Flavour flavour) {
        begin(flavour);
        scene.edit("crossfade.yaml", "  gates:\n", AUTOMATIC);
        scene.customer().pull();
        watched.turn();

        assertThatThrownBy(() -> watched.failing(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the Lease has no holder");

        status(scene.site().page(1), CommitStatus.State.PENDING, "do not merge yet, nobody can tell", "no holder");
        assertThat(watched.turn().advanced().done())
                .containsExactly("set status crossfade/prod to success", "merge pull request 1");
    }

    @Test
    void asksArgoCdToLookOnceItShouldHave() {
        begin(Flavour.GITLAB);
        watched.turn();
        scene.site().merge(1, MergeStyle.MERGE);
        ObjectId root = ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");
        watched.object(root, root(Instant.now().minusSeconds(600), Map.of()));
        watched.pass(Duration.ofSeconds(31));

        Turn turn = watched.turn();

        assertThat(turn.advanced().decision()).isEqualTo(new Decision.Refresh(root));
        assertThat(watched.refreshed()).containsExactly(root);

        watched.object(root, root(Instant.now().minusSeconds(600), Map.of("argocd.argoproj.io/refresh", "normal")));
        assertThat(watched.turn().advanced().decision())
                .as("it is asked already")
                .isInstanceOf(Decision.Wait.class);
        assertThat(watched.refreshed()).hasSize(1);
    }

    private static Map<String, Object> root(Instant reconciled, Map<String, String> annotations) {
        return Map.of(
                "metadata", Map.of("annotations", annotations),
                "spec",
                        Map.of(
                                "project", "crossfade-prod",
                                "source", Map.of("repoURL", "https://git.example.com/platform/gitops.git"),
                                "syncPolicy", Map.of("automated", Map.of())),
                "status", Map.of("reconciledAt", reconciled.toString()));
    }

    @Test
    void aBrokenSpecificationStopsNothingThatRuns() {
        begin(Flavour.GITHUB);
        watched.turn();
        watched.turn();
        scene.edit("crossfade.yaml", "  calico:\n", "  calicoo:\n");
        watched.pass(Duration.ofSeconds(31));

        assertThatThrownBy(() -> watched.turn())
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("calicoo");
        status(scene.site().page(1), CommitStatus.State.PENDING, "nobody can tell whether the gates hold");

        scene.edit("crossfade.yaml", "  calicoo:\n", "  calico:\n");
        assertThat(watched.turn().advanced().decision()).isInstanceOf(Decision.Wait.class);
        assertThat(scene.site().pages()).hasSize(1);
        assertThat(watched.status(scene.site().page(1).head()))
                .map(CommitStatus::state)
                .contains(CommitStatus.State.SUCCESS);
    }

    /** Git would take it: the marker is another one, but not in its way everywhere. */
    @Test
    void whatIsNotNextAnyMoreIsNotGreen() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        People.Page later = scene.proposed();
        watched = new Watched(scene, folder);
        watched.turn();
        scene.customer().revertOf("prepare");
        watched.pass(Duration.ofSeconds(31));

        assertThat(watched.turn().advanced().decision()).isInstanceOf(Decision.Hold.class);

        assertThat(watched.status(later.head())).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(CommitStatus.State.FAILURE);
            assertThat(status.description()).contains("do not merge");
        });
    }

    private void status(People.Page page, CommitStatus.State state, String... words) {
        assertThat(watched.status(page.head())).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(state);
            assertThat(status.description()).contains(words);
        });
    }

    @Test
    void aPersonsWordIsNeverUndoneAndShowsInTheStatus() {
        begin(Flavour.GITHUB);
        watched.turn();
        watched.turn();
        scene.people().label(1, "crossfade/hold");
        watched.pass(Duration.ofSeconds(31));

        Turn held = watched.turn();
        assertThat(held.advanced().decision()).isInstanceOf(Decision.Hold.class);
        assertThat(watched.status(scene.site().page(1).head())).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(CommitStatus.State.FAILURE);
            assertThat(status.description()).contains("do not merge", "crossfade/hold");
        });

        scene.people().close("jo", 1);
        watched.pass(Duration.ofSeconds(31));
        assertThat(watched.turn().advanced().decision()).isInstanceOf(Decision.Hold.class);
        watched.pass(Duration.ofSeconds(31));
        assertThat(watched.turn().advanced().done()).isEmpty();
        assertThat(scene.site().pages()).hasSize(1);
    }

    /** What a person made of a text stays, and that is no reason to look again at once. */
    @Test
    void whatItLeavesAloneIsNothingThatItDid() {
        begin(Flavour.GITHUB);
        watched.turn();
        scene.people().edit(1, "my own title", "my own words\n\n<!-- crossfade:prod/prepare -->\n");
        watched.pass(Duration.ofSeconds(31));

        Turn turn = watched.turn();

        assertThat(turn.advanced().done()).isEmpty();
        assertThat(turn.rest()).isPositive();
        assertThat(watched.status(scene.site().page(1).head()))
                .map(CommitStatus::state)
                .contains(CommitStatus.State.SUCCESS);
    }
}
