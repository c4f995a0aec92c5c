package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TallyTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnWhereItStood() {
        Path file = folder.resolve("kills.txt");
        new Tally(file, "abc").add(7, 57);
        new Tally(file, "abc").add(8, 60);

        assertThat(new Tally(file, "abc").sum()).isEqualTo(117);
        assertThat(new Tally(file, "abc").stories()).isEqualTo(2);
    }

    @Test
    void countsNothingOfOtherCode() throws Exception {
        Path file = folder.resolve("kills.txt");
        // as it was before commits were told
        Files.writeString(file, "7 57\n");
        new Tally(file, "abc").add(8, 60);

        assertThat(new Tally(file, "abc-dirty").sum()).isZero();
        assertThat(new Tally(file, "def").stories()).isZero();
        assertThat(new Tally(file, "abc").sum()).isEqualTo(60);
    }

    @Test
    void isOfTheCommitAndOfWhatDiffersFromIt() throws Exception {
        Path code = Files.writeString(folder.resolve("code"), "one");
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            git.add().addFilepattern(".").call();
            String head = git.commit()
                    .setMessage("one")
                    .setSign(false)
                    .setAuthor("a", "a@example.com")
                    .setCommitter("a", "a@example.com")
                    .call()
                    .name();
            Path file = Files.writeString(target.resolve("kills.txt"), "");

            assertThat(Tally.ofHead(file).commit()).isEqualTo(head);
            Files.writeString(code, "other");
            assertThat(Tally.ofHead(file).commit()).isEqualTo(head + "-dirty");
        }
    }
}
