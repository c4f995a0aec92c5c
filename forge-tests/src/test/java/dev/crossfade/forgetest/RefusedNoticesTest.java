package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a watcher makes of notices that the forge refuses, while the cluster gives it a turn every moment. */
class RefusedNoticesTest extends SceneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(31);
    private static final Predicate<Seen> SETS_A_STATUS =
            request -> request.method().equals("POST") && request.path().contains("/statuses/");
    private static final Predicate<Seen> COMMENTS =
            request -> request.method().equals("POST") && request.path().endsWith("/comments");

    private Watched watched;

    @AfterEach
    void end() {
        watched.close();
    }

    /** A token that may not set a status comments all the same, and does not use up what it may ask in an hour. */
    @Test
    void aRefusedStatusIsTriedAgainAfterAPauseAndKeepsNoCommentBack() {
        scene = Scene.at("prepare", Flavour.GITHUB, folder);
        People.Page open = scene.proposed();
        watched = new Watched(scene, folder);
        refuse(SETS_A_STATUS);

        Turn first = watched.turn();

        assertThat(first.notices()).containsExactly("comment what the gates say");
        assertThat(first.troubles()).extracting(Problem::code).containsExactly(ErrorCode.FORGE_FORBIDDEN);
        turns(120, Duration.ofSeconds(5), first);
        assertThat(count(SETS_A_STATUS)).as("in ten minutes").isBetween(4L, 10L);

        scene.site().forge().faults().clear();
        watched.pass(Duration.ofMinutes(2));
        Turn healed = watched.turn();
        assertThat(healed.notices()).contains("set status crossfade/prod to pending");
        assertThat(healed.troubles()).isEmpty();
        assertThat(watched.status(open.head()))
                .map(CommitStatus::description)
                .hasValueSatisfying(words -> assertThat(words).contains("do not merge yet"));
    }

    @Test
    void aRefusedCommentIsTriedAgainAfterAPauseAndKeepsNoStatusBack() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        scene.proposed();
        watched = new Watched(scene, folder);
        refuse(COMMENTS);

        Turn first = watched.turn();

        assertThat(first.notices()).containsExactly("set status crossfade/prod to pending");
        assertThat(first.troubles()).extracting(Problem::code).containsExactly(ErrorCode.FORGE_FORBIDDEN);
        turns(120, Duration.ofSeconds(5), first);
        assertThat(count(COMMENTS)).as("in ten minutes").isBetween(4L, 10L);
    }

    @Test
    void bothAreToldWhereBothAreRefused() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        scene.proposed();
        watched = new Watched(scene, folder);
        refuse(SETS_A_STATUS.or(COMMENTS));

        assertThat(watched.turn().troubles())
                .extracting(Problem::message)
                .satisfiesExactlyInAnyOrder(
                        status -> assertThat(status).contains("/statuses/"),
                        comment -> assertThat(comment).contains("/comments"));
    }

    /** What may be merged and should not be is worth more calls than words are. */
    @Test
    void aGreenThatShouldNotBeIsTakenBackSoonAfterTheForgeTakesIt() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        watched.turn();
        String head = scene.site().page(1).head();
        assertThat(state(head)).contains(CommitStatus.State.SUCCESS);
        refuse(SETS_A_STATUS);
        scene.people().label(1, "crossfade/hold");
        watched.pass(LATER);
        turns(120, SECOND, watched.turn());
        assertThat(count(SETS_A_STATUS)).as("in two minutes").isBetween(12L, 16L);
        assertThat(state(head)).contains(CommitStatus.State.SUCCESS);

        scene.site().forge().faults().clear();
        watched.pass(Duration.ofSeconds(10));
        watched.turn();

        assertThat(state(head)).contains(CommitStatus.State.FAILURE);
    }

    /** An answer that was lost says nothing of what was done. */
    @Test
    void aGreenThatMayBeThereIsTakenBackAtOnce() {
        scene = Scene.of(Flavour.GITHUB, folder);
        watched = new Watched(scene, folder);
        watched.turn();
        String head = scene.site().page(1).head();
        refuse(SETS_A_STATUS);
        for (int i = 0; i < 6; i++) {
            assertThat(watched.turn().troubles()).isNotEmpty();
            watched.pass(LATER);
        }
        assertThat(count(SETS_A_STATUS)).isEqualTo(5);
        scene.site().forge().faults().clear();
        scene.site().forge().faults().next(SETS_A_STATUS, Fault.of(Fault.Kind.LOST));
        assertThat(watched.turn().troubles()).as("the next try in 64 seconds").isNotEmpty();
        assertThat(state(head)).as("it was done").contains(CommitStatus.State.SUCCESS);
        scene.people().label(1, "crossfade/hold");
        watched.pass(LATER);

        watched.turn();

        assertThat(state(head)).contains(CommitStatus.State.FAILURE);
    }

    /** Whoever merges without a pull request, or deletes it, is not asked for it with every look. */
    @Test
    void aPullRequestThatIsNotThereIsLookedForAsOftenAsTheForgeIsAsked() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        watched = new Watched(scene, folder);
        Turn first = watched.turn();
        int calls = watched.calls();

        turns(20, SECOND, first);

        assertThat(watched.calls()).isEqualTo(calls);
    }

    @Test
    void whatIsRefusedOfOneProposalIsTakenBackOfTheOther() {
        scene = Scene.at("pin-calico-address", Flavour.GITHUB, folder);
        People.Page next = scene.proposed();
        Scene.good(scene.crossfade("rollback", "pin-calico-address"));
        People.Page undo = scene.site().pages().get(scene.site().pages().size() - 1);
        scene.people().reopen(next.number());
        watched = new Watched(scene, folder);
        watched.turn();
        assertThat(state(undo.head())).contains(CommitStatus.State.SUCCESS);
        assertThat(state(next.head())).isPresent();
        refuse(SETS_A_STATUS.and(request -> request.path().endsWith(next.head())));

        watched.pass(Duration.ofMinutes(2));
        assertThatThrownBy(() -> watched.doubt("the watcher ends")).isInstanceOf(CrossfadeException.class);

        assertThat(state(undo.head())).contains(CommitStatus.State.PENDING);
    }

    private void refuse(Predicate<Seen> which) {
        scene.site().forge().forget();
        scene.site()
                .forge()
                .faults()
                .always(request -> which.test(request) ? Optional.of(Fault.status(403)) : Optional.empty());
    }

    /** The trouble is there with each of them, so that nobody takes it for over. */
    private void turns(int count, Duration apart, Turn first) {
        for (int i = 0; i < count; i++) {
            watched.pass(apart);
            assertThat(watched.turn().troubles()).isEqualTo(first.troubles());
        }
    }

    private long count(Predicate<Seen> which) {
        return scene.site().forge().requests().stream().filter(which).count();
    }

    private Optional<CommitStatus.State> state(String head) {
        return watched.status(head).map(CommitStatus::state);
    }
}
