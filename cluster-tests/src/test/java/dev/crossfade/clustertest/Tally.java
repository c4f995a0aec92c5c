package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Counts over several runs, a line a story, in a file: what was broken off goes on where it stood, and what was counted of other code
 * counts no more.
 *
 * @param commit the code that is tried, {@code -dirty} where that is no commit yet
 */
record Tally(Path file, String commit) {

    /** Of the repository in which the file is. */
    static Tally ofHead(Path file) {
        try (Repository repository =
                new FileRepositoryBuilder().findGitDir(file.toFile()).build()) {
            String head = repository.resolve("HEAD").name();
            boolean clean = new Git(repository).status().call().isClean();
            return new Tally(file, clean ? head : head + "-dirty");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GitAPIException e) {
            throw new AssertionError("what differs from the last commit cannot be told", e);
        }
    }

    /** How many there are by now. */
    int sum() {
        return lines().stream()
                .mapToInt(line -> Integer.parseInt(line.split(" ")[2]))
                .sum();
    }

    /** How many stories they are of; each has a seed of its own. */
    int stories() {
        return lines().size();
    }

    void add(long seed, int count) {
        try {
            Files.writeString(
                    file,
                    commit + " " + seed + " " + count + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            List<String> all = Files.exists(file) ? Files.readAllLines(file) : List.of();
            return all.stream().filter(line -> line.startsWith(commit + " ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
