package dev.crossfade.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository as the first example, and what the command line says of it. */
abstract class CommandLine {

    @TempDir
    Path folder;

    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void repository() throws Exception {
        GitOpsRepository.copyExample(folder);
        GitOpsRepository.commitAll(folder);
    }

    int run(String... args) {
        return new Main(stream(out), stream(err), folder).run(args);
    }

    List<String> branches() throws IOException {
        try (Git git = Git.open(folder.toFile())) {
            return git.getRepository().getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                    .map(ref -> ref.getName())
                    .toList();
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
