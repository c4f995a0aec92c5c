package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many proposals in bad weather. With {@code -Dcrossfade.proof=true} a thousand, of which those that went well are remembered in
 * {@code target/storms-weathered.txt} and not run again; else some, from {@code crossfade.seed} on.
 */
class StormTest {
    private static final int SAMPLE = 40;
    private static final int PROOF = 1000;
    private static final Path WEATHERED = Path.of("target", "storms-weathered.txt");

    @TempDir
    Path folder;

    @Test
    void everyStormEndsInTheRightStateOrAClearHold() throws Exception {
        List<Long> seeds = seeds();
        Storm.Figures figures = new Storm.Figures();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        TreeMap<Long, String> broken = new TreeMap<>();
        try {
            List<Callable<@Nullable String>> storms = new ArrayList<>();
            seeds.forEach(seed -> storms.add(() -> weathered(seed, figures)));
            List<Future<String>> ends = threads.invokeAll(storms);
            for (int i = 0; i < seeds.size(); i++) {
                String trouble = ends.get(i).get();
                if (trouble != null) {
                    broken.put(seeds.get(i), trouble);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        Proof.print("storms: " + seeds.size() + "; " + figures.text());
        assertThat(broken).as("by their seeds").isEmpty();
    }

    private static List<Long> seeds() throws IOException {
        if (!Proof.isWanted()) {
            return LongStream.range(Proof.seed(), Proof.seed() + SAMPLE).boxed().toList();
        }
        List<String> done = Files.exists(WEATHERED) ? Files.readAllLines(WEATHERED) : List.of();
        return LongStream.range(0, PROOF)
                .filter(seed -> !done.contains(Long.toString(seed)))
                .boxed()
                .toList();
    }

    /** What went wrong, or null. */
    private @Nullable String weathered(long seed, Storm.Figures figures) throws IOException {
        Path place = Files.createDirectories(folder.resolve("seed-" + seed));
        try {
            new Storm(seed, figures).rage(place);
        } catch (AssertionError | RuntimeException e) {
            return e.toString();
        }
        if (Proof.isWanted()) {
            remember(seed);
        }
        return null;
    }

    private static synchronized void remember(long seed) throws IOException {
        Files.createDirectories(WEATHERED.toAbsolutePath().getParent());
        Files.writeString(WEATHERED, seed + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
