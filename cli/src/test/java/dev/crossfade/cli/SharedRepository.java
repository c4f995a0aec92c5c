package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.URIish;
import org.junit.jupiter.api.BeforeEach;

/** The repository of a command line as a clone of a bare one, which has its base branch. */
abstract class SharedRepository extends CommandLine {

    Path origin;

    @BeforeEach
    void origin() throws Exception {
        origin = folder.resolveSibling(folder.getFileName() + "-origin.git");
        Git.init()
                .setBare(true)
                .setInitialBranch("main")
                .setDirectory(origin.toFile())
                .call()
                .close();
        try (Git git = Git.open(folder.toFile())) {
            git.remoteAdd()
                    .setName("origin")
                    .setUri(new URIish(origin.toUri().toURL()))
                    .call();
            git.push().setRemote("origin").setRefSpecs(new RefSpec("main:main")).call();
        }
    }

    /** Brings the plan up to a phase to the base branch, as merges one after the other would. */
    void merge(String phase) throws Exception {
        assertThat(run("generate")).as(err()).isZero();
        try (Git git = Git.open(folder.toFile())) {
            Ref plan = git.getRepository().exactRef("refs/heads/crossfade/prod/plan");
            String merged = null;
            for (RevCommit commit : git.log().add(plan.getObjectId()).call()) {
                merged = commit.getFullMessage().contains(" " + phase + "\n") ? commit.name() : merged;
            }
            git.push()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec(merged + ":refs/heads/main"))
                    .call();
        }
    }

    /** A kubeconfig whose server does not answer. */
    Path silentCluster() throws IOException {
        return Files.writeString(folder.resolveSibling(folder.getFileName() + "-kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: none, context: {cluster: none, user: none}}]
                users: [{name: none, user: {}}]
                current-context: none
                """);
    }
}
