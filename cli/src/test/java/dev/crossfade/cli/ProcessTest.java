package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a process of its own: other surroundings, and a disk that refuses. */
class ProcessTest {

    @TempDir
    Path folder;

    @Test
    void anotherUserLocaleTimeZoneAndPathGiveTheSameCommits() throws Exception {
        ObjectId here = tip(repository("here"), List.of("-Duser.language=en", "-Duser.timezone=UTC"));
        ObjectId there = tip(
                repository("elsewhere/far away"),
                List.of(
                        "-Duser.language=tr",
                        "-Duser.country=TR",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-Duser.name=somebody-else",
                        "-Duser.home=" + folder.resolve("home"),
                        "-Dfile.encoding=ISO-8859-1"));

        assertThat(there).isEqualTo(here);
    }

    @Test
    void aDiskThatIsFullIsOneMessageAndNoBranch() throws Exception {
        assumeTrue(GitOpsRepository.has("bash"), "needs bash to limit the size of files");
        Path repository = repository("full");
        List<String> command = new ArrayList<>(List.of("bash", "-c", "ulimit -f 0; trap '' XFSZ; exec \"$@\"", "bash"));
        command.addAll(java(List.of("-Xshare:off", "-XX:-UsePerfData")));
        command.add("generate");

        Process process =
                new ProcessBuilder(command).directory(repository.toFile()).start();
        process.getInputStream().readAllBytes();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(err).isEqualTo(1);
        assertThat(err).contains("[write-failed]").doesNotContain("\tat ");
        try (Git git = Git.open(repository.toFile())) {
            assertThat(git.getRepository().exactRef("refs/heads/crossfade/prod/plan"))
                    .isNull();
        }
    }

    /** Its native library is 98 MB that would be unpacked each time. */
    @Test
    void helmIsLoadedByNobodyWhoRendersNoChart() throws Exception {
        Path repository = repository("plain");
        for (String command : List.of("--version", "plan", "diff")) {
            List<String> line = new ArrayList<>(java(List.of("-Xlog:class+load")));
            line.add(command);
            Process process = new ProcessBuilder(line)
                    .directory(repository.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor()).isZero();
            assertThat(output.contains("dev.crossfade.cli.Main"))
                    .as("classes are named")
                    .isTrue();
            assertThat(output.contains("com.marcnuri") || output.contains("com.sun.jna"))
                    .as(command)
                    .isFalse();
        }
    }

    private Path repository(String name) throws Exception {
        Path repository = Files.createDirectories(folder.resolve(name));
        GitOpsRepository.copyExample(repository);
        GitOpsRepository.commitAll(repository);
        return repository;
    }

    private static ObjectId tip(Path repository, List<String> flags) throws IOException, InterruptedException {
        List<String> command = java(flags);
        command.add("generate");
        Process process = new ProcessBuilder(command)
                .directory(repository.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        try (Git git = Git.open(repository.toFile())) {
            return git.getRepository().resolve("refs/heads/crossfade/prod/plan");
        }
    }

    private static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        return command;
    }
}
