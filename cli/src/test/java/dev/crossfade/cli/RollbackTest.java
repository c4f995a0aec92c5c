package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.assembly.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way back of a phase that asks something of the cluster, where none is named and where one does not answer. */
class RollbackTest extends CommandLine {

    private static final String PHASE = "relax-policies";

    @BeforeEach
    void upToThePhase() throws Exception {
        Path origin = folder.resolveSibling(folder.getFileName() + "-origin.git");
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(origin.toFile())
                .call()
                .close();
        assertThat(run("generate")).as(err()).isZero();
        try (Git git = Git.open(folder.toFile())) {
            git.remoteAdd()
                    .setName("origin")
                    .setUri(new URIish(origin.toUri().toURL()))
                    .call();
            Ref plan = git.getRepository().exactRef("refs/heads/crossfade/prod/plan");
            String merged = null;
            for (var commit : git.log().add(plan.getObjectId()).call()) {
                merged = commit.getFullMessage().contains(" " + PHASE + "\n") ? commit.name() : merged;
            }
            git.push()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec(merged + ":refs/heads/main"))
                    .call();
        }
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
        Path kubeconfig = folder.resolveSibling("kubeconfig");
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                clusters: [{name: gone, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: gone, context: {cluster: gone, user: nobody}}]
                users: [{name: nobody, user: {}}]
                current-context: gone
                """);
        Main main = new Main(
                stream(out), stream(err), folder, Surroundings.of(Map.of("KUBECONFIG", kubeconfig.toString())));

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
