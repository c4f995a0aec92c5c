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

/** What lies in a repository, on its branch or in the folder for the output: each is told before anything is written. */
class StandsInTheWayTest extends CommandLine {

    @Test
    void aFileThatIsNoTextStopsNoPlan() throws Exception {
        Files.write(folder.resolve("secret.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        GitOpsRepository.commitAll(folder);

        assertThat(run("generate")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "generate --dry-run", "generate"})
    void aPersonsCommitOnTheBranchStandsInTheWayOfAPlanToo(String line) throws Exception {
        try (Git git = Git.open(folder.toFile())) {
            git.checkout().setCreateBranch(true).setName("crossfade/prod/plan").call();
            Files.writeString(folder.resolve("mine.txt"), "mine");
            git.add().addFilepattern(".").call();
            git.commit().setMessage("My own").setSign(false).call();
            git.checkout().setName("main").call();
        }

        assertThat(run(line.split(" ", -1))).isEqualTo(1);

        assertThat(err()).contains("[branch-not-ours]", "\"My own\"");
        assertThat(out()).isEmpty();
        assertThat(run("generate", "--output", "folders")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan",
                "generate --dry-run",
                "generate",
                "generate --output out",
                "generate --output out --dry-run"
            })
    void aFileWhereTheMigrationsFolderWouldBeStandsInTheWay(String line) throws Exception {
        Files.writeString(folder.resolve("network/migration"), "a file");
        GitOpsRepository.commitAll(folder);

        assertThat(run(line.split(" ", -1))).isEqualTo(1);

        assertThat(err())
                .contains("network/migration is a file", "[path-not-writable]")
                .doesNotContain("free space");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan", "generate --dry-run", "generate"})
    void aLinkWhereTheMigrationsFolderWouldBeStandsInTheWay(String line) throws Exception {
        Files.createSymbolicLink(folder.resolve("network/migration"), Path.of("calico"));
        GitOpsRepository.commitAll(folder);

        assertThat(run(line.split(" ", -1))).isEqualTo(1);

        assertThat(err()).contains("[path-not-writable]");
    }

    @Test
    void aSpecificationThatIsNotWhatIsCommittedIsRefused() throws IOException {
        Path spec = folder.resolve("crossfade.yaml");
        Files.writeString(spec, Files.readString(spec).replace("nodes: 60", "nodes: 61"));

        assertThat(run("plan")).isEqualTo(1);

        assertThat(err()).contains("crossfade.yaml", "[input-dirty]");
    }

    @Test
    void aFolderOfCalicosThatGotOtherObjectsStopsTheLastPhases() throws Exception {
        assertThat(run("generate")).isZero();
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~5"))
                    .setFastForward(MergeCommand.FastForwardMode.FF_ONLY)
                    .call();
        }
        assertThat(run("plan")).isZero();
        Files.writeString(
                folder.resolve("network/calico/ours.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ours, namespace: kube-system}\n");
        GitOpsRepository.commitAll(folder);

        assertThat(run("plan")).isEqualTo(1);

        assertThat(err())
                .contains("network/calico: error: the folder of Application calico got other objects")
                .contains("[application-folder-changed]");
    }

    @Test
    void foldersThatCannotBeWrittenLeaveNothingBehind() throws Exception {
        Path spec = folder.resolve("crossfade.yaml");
        String path = "network/" + "n".repeat(256);
        Files.writeString(spec, Files.readString(spec).replace("path: network/migration", "path: " + path));

        assertThat(run("generate", "--output", "out")).isEqualTo(1);

        assertThat(err()).contains("[write-failed]", "none is left");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("out", ".out.incomplete");
        }
    }
}
