package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Counts over several runs, a line a story, in a file: what was broken off goes on where it stood. */
record Tally(Path file) {

    /** How many there are by now. */
    int sum() {
        return lines().stream()
                .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
                .sum();
    }

    /** How many stories they are of; each has a seed of its own. */
    int stories() {
        return lines().size();
    }

    void add(long seed, int count) {
        try {
            Files.writeString(file, seed + " " + count + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
