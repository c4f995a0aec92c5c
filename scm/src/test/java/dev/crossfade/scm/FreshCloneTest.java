package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.scm.access.RemoteAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshCloneTest {
    @TempDir
    Path folder;

    private TestOrigin origin;
    private Path own;

    @BeforeEach
    void create() throws Exception {
        origin = TestOrigin.create(folder);
        own = folder.resolve("own");
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void isMadeAndBroughtUpToDate() throws Exception {
        origin.moveMain("a: 1\n");
        make();
        assertThat(own.resolve("apps/a.yaml")).hasContent("a: 1\n");
        origin.moveMain("a: 2\n");
        Files.writeString(own.resolve("apps/a.yaml"), "what a killed process left\n");
        make();
        assertThat(own.resolve("apps/a.yaml")).hasContent("a: 2\n");
    }

    @Test
    void everyLockOfAKilledProcessIsTakenAway() throws Exception {
        make();
        for (String lock : List.of(
                "config.lock",
                "index.lock",
                "HEAD.lock",
                "packed-refs.lock",
                "refs/heads/main.lock",
                "refs/remotes/origin/main.lock")) {
            Files.createFile(own.resolve(".git").resolve(lock));
        }
        origin.moveMain("a: 3\n");

        make();

        assertThat(own.resolve("apps/a.yaml")).hasContent("a: 3\n");
        try (Stream<Path> files = Files.walk(own.resolve(".git"))) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".lock"));
        }
    }

    @Test
    void aRepositoryOfSomebodyElseIsLeftAlone() throws Exception {
        try (Git git = Git.init().setDirectory(own.toFile()).call()) {
            Path lock =
                    Files.createFile(git.getRepository().getDirectory().toPath().resolve("index.lock"));

            assertThat(Problems.one(ErrorCode.REPOSITORY_NOT_OURS, this::make).cure())
                    .contains("--into");

            assertThat(lock).exists();
        }
    }

    private void make() {
        FreshClone.make(own, origin.folder.resolve("origin.git").toUri().toString(), "main", RemoteAccess.open());
    }
}
