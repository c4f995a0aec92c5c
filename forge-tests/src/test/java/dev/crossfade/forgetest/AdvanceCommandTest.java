package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.CommitStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one {@code crossfade advance} of a CI job does, by which exit code its job goes on, and that it writes to no cluster. */
class AdvanceCommandTest {

    private static final int ACT = 1;
    private static final int WAITS = 3;

    @TempDir
    Path folder;

    private Scene scene;
    private TwoClusters clusters;

    @BeforeEach
    void start() {
        scene = Scene.of(Flavour.GITEA, folder);
        clusters = TwoClusters.start(folder);
    }

    @AfterEach
    void close() {
        assertThat(TwoClusters.writes(clusters.migrating())).isEmpty();
        assertThat(TwoClusters.writes(clusters.hub())).isEmpty();
        scene.close();
        clusters.close();
    }

    @Test
    void proposesOnceAndWaitsForPeople() {
        Customer.Said first = advance();
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.out()).contains("propose: prepare", "push branch crossfade/prod/prepare");
        assertThat(scene.site().pages()).hasSize(1);
        assertThat(status()).as("it gives no green").containsExactly(CommitStatus.State.PENDING);

        Customer.Said second = advance();
        assertThat(second.code()).as(second.all()).isEqualTo(WAITS);
        assertThat(second.out()).contains("wait: ", "waits for a person's merge");
        assertThat(scene.site().pages()).hasSize(1);
    }

    @Test
    void aDryRunSaysWhatItWouldDoAndDoesNothing() {
        scene.site().forge().forget();

        Customer.Said said = advance("--dry-run");

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("propose: prepare", "would push branch crossfade/prod/prepare");
        assertThat(scene.site().forge().requests()).isNotEmpty().noneMatch(Seen::writes);
        assertThat(scene.site().pages()).isEmpty();
    }

    @Test
    void whatAPersonHoldsNeedsThatPerson() {
        advance();
        scene.people().label(1, "crossfade/hold");

        Customer.Said said = advance("--wait", "10m");

        assertThat(said.code()).as(said.all()).isEqualTo(ACT);
        assertThat(said.out()).contains("hold: ", "crossfade/hold");
    }

    /** Only with the merge it says that all is well: a forge that requires the status refuses it else. */
    @Test
    void mergesWhatItMayMergeByItself() {
        scene.edit("crossfade.yaml", "  gates:\n", "  gates:\n    autoMerge: [prepare]\n");
        assertThat(advance().code()).isZero();

        Customer.Said said = advance();

        assertThat(said.code()).as(said.all()).isZero();
        assertThat(said.out()).contains("merge: ", "set status crossfade/prod to success", "merge pull request 1");
        assertThat(scene.site().page(1).state()).isEqualTo("MERGED");
        assertThat(status()).containsExactly(CommitStatus.State.SUCCESS);
    }

    private List<CommitStatus.State> status() {
        String head = scene.site().page(1).head();
        return Clients.of(
                        Flavour.GITEA,
                        scene.site().root(),
                        scene.site().repository(),
                        scene.site().token())
                .status(head, "crossfade/prod")
                .map(CommitStatus::state)
                .stream()
                .toList();
    }

    private Customer.Said advance(String... more) {
        String[] line = TwoClusters.line(List.of("advance"), more);
        return scene.heard(scene.customer().crossfade(clusters.environment(scene.site()), line));
    }
}
