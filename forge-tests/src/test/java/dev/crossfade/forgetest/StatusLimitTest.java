package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a watcher does on a forge that takes so many statuses of a commit and no more: what is green can always be taken back. */
class StatusLimitTest extends SceneTest {

    private static final String CONTEXT = "crossfade/prod";
    private static final Duration LATER = Duration.ofSeconds(61);

    private Watched watched;

    @AfterEach
    void end() {
        watched.close();
    }

    @Test
    void theForgeTakesAThousandAndNoMore() {
        begin();
        Forge forge = Clients.of(
                Flavour.GITHUB,
                scene.site().root(),
                scene.site().repository(),
                scene.site().token());
        String head = head();
        used(999);
        assertThat(forge.statusesLeft(head, CONTEXT)).hasValue(1);
        CommitStatus status = new CommitStatus(CONTEXT, CommitStatus.State.SUCCESS, "green for ever");
        forge.setStatus(head, status);
        assertThat(forge.statusesLeft(head, CONTEXT)).hasValue(0);

        assertThatThrownBy(() -> forge.setStatus(head, status))
                .isInstanceOf(CrossfadeException.class)
                .hasMessageContaining("maximum number of statuses");
    }

    @Test
    void whatIsGreenAsTheReserveBeginsIsTakenBackAndNotGivenAgain() {
        begin();
        used(899);
        watched.turn();
        assertThat(state()).contains(CommitStatus.State.SUCCESS);
        watched.pass(LATER);
        assertThat(watched.turn().troubles()).as("it may be merged").isEmpty();

        scene.people().label(1, "crossfade/hold");
        watched.pass(LATER);
        watched.turn();
        assertThat(state()).contains(CommitStatus.State.FAILURE);
        scene.people().unlabel(1, "crossfade/hold");
        watched.pass(LATER);
        over(watched.turn());

        int left = left();
        for (int i = 0; i < 10; i++) {
            watched.pass(LATER);
            over(watched.turn());
        }
        try (Watched other = new Watched(scene, folder)) {
            over(other.turn());
        }
        assertThat(left()).as("what says so says it once").isEqualTo(left);
    }

    /** Nobody waits with it until the forge answers how many there were. */
    @Test
    void whatIsGreenIsTakenBackWithoutACount() {
        begin();
        watched.turn();
        assertThat(state()).contains(CommitStatus.State.SUCCESS);
        scene.site()
                .forge()
                .faults()
                .always(request ->
                        request.path().endsWith("/statuses") ? Optional.of(Fault.status(500)) : Optional.empty());
        try (Watched other = new Watched(scene, folder)) {
            scene.people().label(1, "crossfade/hold");
            other.turn();
        }
        assertThat(state()).contains(CommitStatus.State.FAILURE);
    }

    /** An automatic merge sets it first. */
    @Test
    void nothingIsMergedThatCouldNotBeGreen() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        scene.edit("crossfade.yaml", "  gates:\n", "  gates:\n    autoMerge: [prepare]\n");
        scene.customer().pull();
        watched.turn();
        used(900);

        assertThatThrownBy(() -> watched.turn())
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        full -> assertThat(full.problems())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.STATUS_LIMIT));
        assertThat(scene.site().page(1).state()).isEqualTo("OPEN");
        assertThat(state()).contains(CommitStatus.State.PENDING);
    }

    /** Another commit has room, and there is none before the base has moved. */
    @Test
    void theCureLeadsToGreen() {
        begin();
        used(900);
        over(watched.turn());
        String before = head();

        scene.customer().push("main", "notes.txt", "others work, too\n");
        scene.people().deleteBranch("jo", scene.site().page(1).branch());
        People.Page anew = scene.proposed("--resume");

        assertThat(anew.head()).isNotEqualTo(before);
        watched.pass(LATER);
        watched.turn();
        watched.turn();
        assertThat(watched.status(anew.head())).map(CommitStatus::state).contains(CommitStatus.State.SUCCESS);
    }

    /** Words may change once a minute, and that for days. */
    @Test
    void wordsEndLongBeforeStatesDo() {
        scene = Scene.at("prepare", Flavour.GITHUB, folder);
        People.Page next = scene.proposed();
        watched = new Watched(scene, folder);
        scene.people().statuses("jo", next.head(), CONTEXT, 499);
        assertThat(watched.turn().notices()).contains("set status crossfade/prod to pending");
        scene.people().label(next.number(), "crossfade/hold");
        watched.pass(LATER);
        assertThat(watched.turn().notices()).contains("set status crossfade/prod to failure");
        watched.doubt("Git is away");
        watched.pass(LATER);
        watched.doubt("Git is away, and so is the forge");

        assertThat(watched.status(next.head()))
                .map(CommitStatus::description)
                .hasValueSatisfying(words -> assertThat(words).endsWith("Git is away"));
    }

    private void begin() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
    }

    private String head() {
        return scene.site().page(1).head();
    }

    private void used(int statuses) {
        scene.people().statuses("jo", head(), CONTEXT, statuses);
    }

    private void over(Turn turn) {
        assertThat(turn.troubles())
                .singleElement()
                .satisfies(
                        trouble -> assertThat(trouble.code()).isEqualTo(ErrorCode.STATUS_LIMIT),
                        trouble -> assertThat(trouble.cure()).contains("delete branch crossfade/prod/prepare"));
        assertThat(watched.status(head())).hasValueSatisfying(status -> {
            assertThat(status.state()).isEqualTo(CommitStatus.State.PENDING);
            assertThat(status.description()).contains("do not merge", "all statuses that the forge takes");
        });
    }

    private int left() {
        return Clients.of(
                        Flavour.GITHUB,
                        scene.site().root(),
                        scene.site().repository(),
                        scene.site().token())
                .statusesLeft(head(), CONTEXT)
                .orElseThrow();
    }

    private Optional<CommitStatus.State> state() {
        return watched.status(head()).map(CommitStatus::state);
    }
}
