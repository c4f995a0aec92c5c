package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code generate --output} writes, keeps and refuses. */
class FoldersTest extends CommandLine {

    @ParameterizedTest
    @ValueSource(
            strings = {"generate --output kafka/broker.yaml/out", "generate --output kafka/broker.yaml/out --dry-run"})
    void foldersBelowAFileAreRefusedByName(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(1);

        assertThat(err())
                .contains("broker.yaml is a file, so no folder can be made below it", "[path-not-writable]")
                .doesNotContain("free space");
    }

    @Test
    void aDryRunOfFoldersSaysThatTheyAreThereAlready() throws IOException {
        Files.createDirectories(folder.resolve("there/already"));

        assertThat(run("generate", "--output", "there", "--dry-run")).isEqualTo(1);

        assertThat(err()).contains("[output-not-empty]");
    }

    @Test
    void foldersAreWrittenOnceAndNeverOverwritten() throws IOException {
        assertThat(run("generate", "--output", "plan-folders")).isZero();
        Path prepared = folder.resolve("plan-folders/01-prepare");
        assertThat(prepared.resolve("network/migration/bootstrap.yaml")).exists();
        assertThat(Files.readString(prepared.resolve("COMMIT_MESSAGE"))).startsWith("prod: prepare the migration\n");
        assertThat(Files.readString(folder.resolve("plan-folders/15-retire-node-config/REMOVED")))
                .isEqualTo("network/migration/manifests/ciliumnodeconfig-cilium-default.yaml\n");
        assertThat(branches()).containsExactly("refs/heads/main");

        assertThat(run("generate", "--output", "plan-folders")).isEqualTo(1);
        assertThat(err()).contains("[output-not-empty]");
    }

    @Test
    void aDryRunOfFoldersNeedsNoGitEither() throws IOException {
        Path plain = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-dry"));
        GitOpsRepository.copyExample(plain);
        assertThat(new Main(stream(out), stream(err), plain).run("generate", "--output", "out", "--dry-run"))
                .isZero();
        assertThat(out()).contains("Nothing was written.");
        assertThat(plain.resolve("out")).doesNotExist();
    }

    @Test
    void aLinkToAnEmptyFolderStaysAndAnOldDraftDoesNotMatter() throws IOException {
        Path target = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-target"));
        Files.createSymbolicLink(folder.resolve("link"), target);
        Path draft = target.resolveSibling("." + target.getFileName() + ".incomplete");
        Files.createDirectories(draft.resolve("99-old"));

        assertThat(run("generate", "--output", "link")).isZero();

        assertThat(folder.resolve("link")).isSymbolicLink();
        assertThat(target.resolve("01-prepare")).isDirectory();
        assertThat(target.resolve("99-old")).doesNotExist();
        assertThat(draft).doesNotExist();
    }

    @Test
    void foldersGoOnWhereTheBranchStands() throws Exception {
        assertThat(run("generate")).isZero();
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~20"))
                    .setFastForward(MergeCommand.FastForwardMode.FF_ONLY)
                    .call();
        }
        out.reset();

        assertThat(run("generate", "--output", "rest")).isZero();

        assertThat(out()).contains("pin Calico's node addresses [merged]");
        try (Stream<Path> folders = Files.list(folder.resolve("rest"))) {
            assertThat(folders.map(path -> path.getFileName().toString()).sorted())
                    .hasSize(20)
                    .startsWith("06-quiesce-workloads");
        }
        Path plain = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-late"));
        GitOpsRepository.copy(folder, plain);
        assertThat(new Main(stream(out), stream(err), plain).run("generate", "--output", "out"))
                .isEqualTo(1);
        assertThat(err()).contains("[history-needed]");
    }

    @Test
    void foldersNeedNoGit() throws IOException {
        Path plain = Files.createDirectory(folder.resolveSibling(folder.getFileName() + "-plain"));
        GitOpsRepository.copyExample(plain);
        assertThat(new Main(stream(out), stream(err), plain).run("generate", "--output", "out"))
                .isZero();
        try (Stream<Path> folders = Files.list(plain.resolve("out"))) {
            assertThat(folders).hasSize(24);
        }
        assertThat(new Main(stream(out), stream(err), plain).run("generate")).isEqualTo(1);
        assertThat(err()).contains("[repository-not-found]", "--output DIR");
    }
}
