package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.scm.access.RemoteAccess;
import java.io.BufferedReader;
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

    /** Its locks are those of a living one, and taking them away would break what it writes. */
    @Test
    void aCloneThatAnotherProcessWorksInIsLeftAlone() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CloneHolder.class.getName(),
                        own.toString(),
                        address())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = other.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("made");
            Path lock = Files.createFile(own.resolve(".git/index.lock"));

            assertThat(Problems.one(ErrorCode.CLONE_IN_USE, this::make).cure()).contains("--into");

            assertThat(lock).exists();
            other.destroyForcibly().waitFor();
            make();
            assertThat(lock).doesNotExist();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aProcessThatWasKilledBeforeItBeganLeavesRoom() throws Exception {
        Files.createDirectories(own.resolve(".git"));
        Files.createFile(own.resolve(".git").resolve(FolderLock.FILE));
        origin.moveMain("a: 1\n");

        make();

        assertThat(own.resolve("apps/a.yaml")).hasContent("a: 1\n");
    }

    /** After Git's own files, and before its mark. */
    @Test
    void aProcessThatWasKilledWhileItBeganLeavesRoom() throws Exception {
        Git.init().setDirectory(own.toFile()).call().close();
        Files.createFile(own.resolve(".git").resolve(FolderLock.FILE));
        Files.createFile(own.resolve(".git/config.lock"));
        origin.moveMain("a: 1\n");

        make();

        assertThat(own.resolve("apps/a.yaml")).hasContent("a: 1\n");
    }

    private String address() {
        return origin.folder.resolve("origin.git").toUri().toString();
    }

    private void make() {
        FreshClone.make(own, address(), "main", RemoteAccess.open());
    }
}
