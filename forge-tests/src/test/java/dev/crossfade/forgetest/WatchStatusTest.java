package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.report.CrossfadeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a watcher makes of the status of open proposals: green is only what may be merged now. */
class WatchStatusTest extends SceneTest {

    private static final Duration LATER = Duration.ofSeconds(31);

    private static final String NEVER_NOW =
            "  gates:\n    windows: [{days: [%s], from: \"09:00\", to: \"17:00\", timeZone: UTC}]\n"
                    .formatted(inThreeDays());

    private Watched watched;

    private static String inThreeDays() {
        return ZonedDateTime.now(ZoneOffset.UTC)
                .plusDays(3)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    @AfterEach
    void end() {
        watched.close();
    }

    /** What may go back whatever the cluster says, and what may not while nobody can read it. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void anUndoIsGreenOnlyWhileTheClusterAllowsIt(Flavour flavour) {
        scene = Scene.at("pin-calico-address", flavour, folder);
        People.Page undo = undone("pin-calico-address");
        watched = new Watched(scene, folder);
        watched.turn();
        status(undo, CommitStatus.State.SUCCESS, "undo; the cluster allows it now");

        scene.customer().push(undo.branch(), "by-hand.txt", "x\n");
        watched.pass(LATER);
        watched.turn();
        status(
                scene.site().page(undo.number()),
                CommitStatus.State.FAILURE,
                "undo; do not merge: branch",
                "that Crossfade did not write");
    }

    @Test
    void anUndoWaitsForWhatNobodyCanRead() {
        scene = Scene.at("node-config", Flavour.GITEA, folder);
        People.Page undo = undone("node-config");
        watched = new Watched(scene, folder);
        watched.turn();
        status(undo, CommitStatus.State.PENDING, "undo; do not merge yet: nothing-migrated unknown");

        scene.people().label((int) undo.number(), "crossfade/hold");
        watched.pass(LATER);
        watched.turn();
        status(undo, CommitStatus.State.FAILURE, "undo; do not merge: label crossfade/hold");
    }

    /** A watcher that reads nothing any more takes back what it said, of an undo, too. */
    @Test
    void anUndoIsNotGreenWhileTheSpecificationIsBroken() {
        scene = Scene.at("pin-calico-address", Flavour.GITEA, folder);
        People.Page undo = undone("pin-calico-address");
        watched = new Watched(scene, folder);
        watched.turn();
        scene.edit("crossfade.yaml", "  calico:\n", "  calicoo:\n");
        watched.pass(LATER);

        assertThatThrownBy(() -> watched.turn()).isInstanceOf(CrossfadeException.class);

        status(undo, CommitStatus.State.PENDING, "undo; do not merge yet, nobody can tell");
        scene.edit("crossfade.yaml", "  calicoo:\n", "  calico:\n");
    }

    /** The second commit takes out of Git what only the first one lets go in peace. */
    @Test
    void theSecondCommitOfAnUndoWaitsUntilTheFirstIsApplied() {
        scene = Scene.at("install-cilium", Flavour.GITEA, folder);
        scene.site().merge(undone("install-cilium").number(), MergeStyle.SQUASH);
        People.Page second = undone("install-cilium");
        watched = new Watched(scene, folder);
        watched.turn();

        status(second, CommitStatus.State.PENDING, "argo-synced unknown");
    }

    /** Nobody has judged that commit, and what the hold says to do about it makes a green one. */
    @Test
    void aProposalWithAPersonsCommitIsNotGreenBeforeThatIsElsewhere() {
        scene = Scene.of(Flavour.GITEA, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        watched.turn();
        People.Page open = scene.site().page(1);
        status(open, CommitStatus.State.SUCCESS, "next in line");
        scene.customer().push(open.branch(), "by-hand.txt", "x\n");
        watched.pass(LATER);

        assertThat(watched.turn().advanced().decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons().get(0).cure())
                                .contains(
                                        "status crossfade/prod is not success while it is there",
                                        "delete the branch and run crossfade propose --resume"));
        status(scene.site().page(1), CommitStatus.State.FAILURE, "that Crossfade did not write");

        scene.people().deleteBranch("jo", open.branch());
        People.Page anew = scene.proposed("--resume");
        watched.pass(LATER);
        watched.turn();
        watched.turn();
        status(anew, CommitStatus.State.SUCCESS, "next in line");
    }

    /** The watcher leaves the proposal open, so its hold says who closes it. */
    @Test
    void aHoldForWhatIsLostSaysWhatClosesTheProposalThatRestsOnIt() {
        scene = Scene.at("remove-calico-workloads-prune", Flavour.GITEA, folder);
        People.Page open = scene.proposed();
        scene.edit(
                "network/migration/cilium/values.migration.yaml",
                "policyEnforcementMode: default",
                "policyEnforcementMode: never");
        watched = new Watched(scene, folder);

        assertThat(watched.turn().advanced().decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons().get(0).cure())
                                .contains("pull request " + open.number(), "crossfade propose closes it"));
        status(open, CommitStatus.State.FAILURE, "do not merge");
        assertThat(scene.site().page(open.number()).state()).isEqualTo("OPEN");

        scene.propose();
        assertThat(scene.site().page(open.number()).state()).isEqualTo("CLOSED");
        watched.pass(LATER);
        assertThat(watched.turn().advanced().decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons().get(0).cure()).doesNotContain("crossfade propose closes it"));
    }

    /** Before it ends, and before it may write no more; it is green again once somebody leads. */
    @Test
    void nothingIsGreenOnceNobodyWatches() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        watched.turn();
        status(scene.site().page(1), CommitStatus.State.SUCCESS, "next in line");

        watched.doubt("the watcher could not renew its Lease");

        status(scene.site().page(1), CommitStatus.State.PENDING, "the watcher could not renew its Lease");
        watched.following();
        status(scene.site().page(1), CommitStatus.State.PENDING, "the watcher could not renew its Lease");
        watched.turn();
        status(scene.site().page(1), CommitStatus.State.SUCCESS, "next in line");
    }

    /** It may be the other one's word by then. */
    @Test
    void whatAnotherWatcherSaysIsTakenBackByNobodyElse() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        watched.turn();

        watched.doubtLosing("the watcher was stopped", 0);
        status(scene.site().page(1), CommitStatus.State.SUCCESS, "next in line");
        assertThatThrownBy(() -> watched.doubtLosing("the watcher was stopped", 1))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("leaves undone: set status crossfade/prod to pending");
        status(scene.site().page(1), CommitStatus.State.SUCCESS, "next in line");

        watched.doubtLosing("the watcher was stopped", 2);
        status(scene.site().page(1), CommitStatus.State.PENDING, "the watcher was stopped");
    }

    @Test
    void nothingIsGreenWhileNoWindowIsOpen() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        watched.turn();
        scene.edit("crossfade.yaml", "  gates:\n", NEVER_NOW);
        watched.pass(LATER);
        assertThat(watched.turn().advanced().decision())
                .as("it is brought up to date, window or not")
                .isInstanceOf(Decision.Propose.class);

        assertThat(watched.turn().advanced().decision()).isInstanceOf(Decision.Wait.class);
        status(scene.site().page(1), CommitStatus.State.PENDING, "next in line", "no window is open before");
    }

    /** A row that the plan skips now has no gates: that nothing was asked is not that all holds. */
    @Test
    void whatNobodyCanJudgeIsNotOver() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        People.Page next = scene.proposed();
        scene.edit("network/migration/manifests/configmap-crossfade.yaml", "phase: prepare", "phase: adopt-calico");
        watched = new Watched(scene, folder);

        assertThat(watched.turn().advanced().decision()).isNotInstanceOf(Decision.Propose.class);
        assertThat(watched.status(next.head()).map(CommitStatus::state))
                .isNotEqualTo(Optional.of(CommitStatus.State.SUCCESS));
    }

    private People.Page undone(String phase) {
        Scene.good(scene.crossfade("rollback", phase));
        List<People.Page> pages = scene.site().pages();
        return pages.get(pages.size() - 1);
    }

    private void status(People.Page page, CommitStatus.State state, String... words) {
        assertThat(watched.status(page.head())).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(state);
            assertThat(status.description()).contains(words);
        });
    }
}
