package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.proposal.CommitStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a phase was merged whose commit the base was moved on to: that commit has the date of the one below, and keeps it. */
class FastForwardTest extends SceneTest {
    private static final String PREPARE = Scene.PREFIX + "prepare";

    private Watched watched;

    private void begin(Scene begun) {
        scene = begun;
        watched = new Watched(scene, folder);
    }

    @AfterEach
    void end() {
        watched.close();
    }

    private Advanced next() {
        watched.pass(Duration.ofSeconds(31));
        return watched.turn().advanced();
    }

    private static Proving.Proven proven(Advanced advanced) {
        return advanced.status().proofs().proven().orElseThrow();
    }

    private static void requireUnjudged(Advanced advanced, String phase) {
        assertThat(advanced.status().proofs().proven()).isEmpty();
        assertThat(advanced.decision())
                .isInstanceOfSatisfying(
                        Decision.Wait.class,
                        wait -> assertThat(wait.why())
                                .contains("nobody can judge the gates of " + phase, "fast-forward")
                                .contains("git commit --allow-empty"));
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theForgeSaysWhen(Flavour flavour) {
        begin(Scene.of(flavour, folder));
        watched.turn();
        scene.site().merge(1, MergeStyle.FAST_FORWARD);

        Proving.Proven proven = proven(next());

        Instant merged = watched.request(PREPARE).merged();
        assertThat(proven.merge())
                .isEqualTo(new ApplicationRule.Merge(watched.request(PREPARE).head(), merged));
        assertThat(proven.gates())
                .isNotEmpty()
                .allSatisfy(gate -> assertThat(gate.since()).isEqualTo(merged));
    }

    /** Pushed by hand, it is dated by nobody, until somebody else commits. */
    @Test
    void whatNobodyKnowsTheTimeOfIsJudgedByNobody() {
        begin(Scene.of(Flavour.GITEA, folder));
        watched.turn();
        scene.customer().forward(PREPARE);

        requireUnjudged(next(), "prepare");

        scene.customer().push("main", "notes.txt", "others work, too\n");
        assertThat(next().status().proofs().proven()).isPresent();
    }

    /** Gitea notices a push when somebody tells it to; GitHub and GitLab do after Git has it. */
    @Test
    void aForgeMaySayItLater() {
        begin(Scene.of(Flavour.GITEA, folder));
        watched.turn();
        scene.customer().forward(PREPARE);
        requireUnjudged(next(), "prepare");

        scene.site().merge(1, MergeStyle.FAST_FORWARD);

        assertThat(proven(next()).merge().time())
                .isEqualTo(watched.request(PREPARE).merged());
    }

    /** What was merged, taken back and proposed again was not merged when it was the first time. */
    @Test
    void anOlderMergeOfThePhaseSaysNothing() {
        begin(Scene.of(Flavour.GITEA, folder));
        watched.turn();
        scene.site().merge(1, MergeStyle.MERGE);
        scene.customer().revert();
        Scene.good(scene.propose("--resume"));
        scene.customer().forward(PREPARE);

        requireUnjudged(next(), "prepare");
    }

    /** Gitea shows the new tip of the branch as the older one's head, too. */
    @Test
    void norDoesItWhereTheNewerOneWasClosed() {
        begin(Scene.of(Flavour.GITEA, folder));
        watched.turn();
        scene.site().merge(1, MergeStyle.MERGE);
        watched.pass(Duration.ofSeconds(31));
        scene.customer().revert();
        Scene.good(scene.propose("--resume"));
        scene.customer().forward(PREPARE);
        scene.site().close(2);

        requireUnjudged(next(), "prepare");
    }

    @Test
    void aWayBackOfWhatNobodyCanJudgeIsNotGreen() {
        begin(Scene.of(Flavour.GITEA, folder));
        watched.turn();
        scene.customer().forward(PREPARE);
        scene.customer().pull();
        Scene.good(scene.crossfade("rollback", "prepare"));

        Advanced advanced = next();

        assertThat(advanced.status().proofs().proven()).isEmpty();
        assertThat(advanced.done()).isEmpty();

        CommitStatus status = watched.status(scene.site().page(2).head()).orElseThrow();
        assertThat(status.state()).isEqualTo(CommitStatus.State.PENDING);
        assertThat(status.description()).contains("undo; do not merge yet", "nobody can judge the gates of prepare");
    }

    @Test
    void theLastPhaseIsNotDoneBeforeItIsProved() {
        begin(Scene.at("drop-overlay", Flavour.GITEA, folder));
        Scene.good(scene.propose());
        scene.customer().forward(Scene.PREFIX + "hand-over");

        Advanced last = next();

        requireUnjudged(last, "hand-over");
        assertThat(last.status().state().id()).isEqualTo("merged");
        Path kubeconfig = folder.resolve("kubeconfig");
        Customer.Said page = scene.heard(scene.customer()
                .crossfade(
                        Map.of("CROSSFADE_TOKEN", scene.site().token(), "KUBECONFIG", kubeconfig.toString()),
                        "status"));
        Scene.good(page);
        assertThat(page.out().replaceAll("\\s+", " "))
                .contains("not asked: nobody can judge what was merged last", "git commit --allow-empty");
    }
}
