package dev.crossfade.forgetest;

import dev.crossfade.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command line as a process of its own, which can be killed as {@code kill -9} does. */
final class Product implements AutoCloseable {
    private static final int LONGEST_SECONDS = 120;

    private final Process process;
    private final Path output;

    private Product(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static Product start(Site site, Path folder, Path output, String... line) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(line));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("CROSSFADE_TOKEN", site.token());
        try {
            return new Product(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes back when it is dead. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** True where it ended by itself within this time. */
    boolean endsWithin(long milliseconds) {
        try {
            return process.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Comes back when it has said this, or has ended. */
    void awaitWord(String word) {
        while (!said().contains(word) && !endsWithin(5)) {
            Thread.onSpinWait();
        }
    }

    int await() {
        if (!endsWithin(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS))) {
            process.destroyForcibly();
            throw new IllegalStateException("no end within " + LONGEST_SECONDS + " s: " + said());
        }
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
