package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.assembly.Surroundings;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way back of a phase that asks something of the cluster, where none is named and where one does not answer. */
class RollbackTest extends SharedRepository {

    private static final String PHASE = "relax-policies";

    @BeforeEach
    void upToThePhase() throws Exception {
        merge(PHASE);
        out.reset();
    }

    @Test
    void withoutAClusterTheReviewerHasACheckList() {
        assertThat(run("rollback", PHASE, "--dry-run")).as(err()).isZero();

        assertThat(out())
                .contains(
                        "### Only if\n\n- [ ] No node is migrated",
                        "asks the cluster, where one is named",
                        "nothing-migrated");
    }

    @Test
    void aClusterThatDoesNotAnswerAllowsNothing() throws Exception {
        Main main = new Main(
                stream(out),
                stream(err),
                folder,
                Surroundings.of(Map.of("KUBECONFIG", silentCluster().toString())));

        assertThat(main.run("rollback", PHASE)).isEqualTo(1);

        assertThat(err())
                .contains("undo of relax-policies: error: whether it may go back cannot be told: nothing-migrated: ")
                .contains("[undo-refused]", "KUBECONFIG unset");
        try (Git git = Git.open(folder.toFile())) {
            assertThat(git.lsRemote().setRemote("origin").call())
                    .extracting(Ref::getName)
                    .isEqualTo(List.of("HEAD", "refs/heads/main"));
        }
    }
}
