package dev.crossfade.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** The example's files in a repository of a test's own. */
final class GitOpsRepository {

    private GitOpsRepository() {}

    static void copyExample(Path folder) throws IOException {
        Path example = Path.of(System.getProperty("crossfade.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve("examples/db-schenker");
        copy(example, folder);
    }

    /** The files of a repository without its history. */
    static void copy(Path from, Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(path).toString();
                if (!name.startsWith("target") && !name.startsWith(".git") && !name.equals("pom.xml")) {
                    Files.createDirectories(folder.resolve(name).getParent());
                    Files.copy(path, folder.resolve(name));
                }
            }
        }
    }

    static void commitAll(Path folder) throws GitAPIException {
        PersonIdent somebody = new PersonIdent(
                "Somebody", "somebody@example.com", Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
        try (Git git = Git.init()
                .setInitialBranch("main")
                .setDirectory(folder.toFile())
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("base")
                    .setAuthor(somebody)
                    .setCommitter(somebody)
                    .setSign(false)
                    .call();
        }
    }

    static boolean has(String command) throws InterruptedException {
        try {
            return new ProcessBuilder(command, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
