package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Git itself, as the judge of what JGit wrote; tests that ask it are skipped where it is not installed. */
final class GitCommand {
    private final Path folder;
    private final Map<String, String> environment;

    private GitCommand(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    static GitCommand in(Path folder) {
        return in(folder, Map.of());
    }

    static GitCommand in(Path folder, Map<String, String> environment) {
        GitCommand git = new GitCommand(folder, environment);
        Assumptions.assumeTrue(git.isInstalled(), "git is not installed");
        return git;
    }

    String run(String... arguments) throws IOException, InterruptedException {
        return runWith("", arguments);
    }

    String runWith(String input, String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        process.getOutputStream().write(input.getBytes(UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor())
                .as("git %s: %s", List.of(arguments), output)
                .isZero();
        return output.strip();
    }

    private boolean isInstalled() {
        try {
            return start("--version").waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_AUTHOR_NAME", "Anna Ops",
                        "GIT_AUTHOR_EMAIL", "anna@example.com",
                        "GIT_COMMITTER_NAME", "Anna Ops",
                        "GIT_COMMITTER_EMAIL", "anna@example.com"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
