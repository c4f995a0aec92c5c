package dev.crossfade.clustertest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code crossfade watch} as a process of its own, which has nothing but its environment and an address to clone. */
final class Watcher implements Watch, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FAREWELL_SECONDS = 30;

    /** Begins soon: for watchers that live for minutes. */
    static final List<String> HASTY = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m");

    /** As the image has it (cli/pom.xml), whose heap is two thirds of 768 MiB. */
    static final List<String> AS_IN_THE_IMAGE = List.of(
            "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-Xmx512m");

    /** 128 and SIGKILL. */
    private static final int KILLED = 137;

    private final Process process;
    private final Path output;
    private final Path errors;
    private final Heap heap;

    private Watcher(Process process, Path output, Path errors, Heap heap) {
        this.heap = heap;
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /**
     * What it watches.
     *
     * @param lease which it holds while it acts
     * @param lasts for how long it counts that nobody renews
     * @param off by how much its clock is
     * @param repository that it clones
     * @param jvm options of its Java
     */
    record Post(String lease, String lasts, Duration off, String repository, List<String> jvm) {
        Post {
            jvm = List.copyOf(jvm);
        }
    }

    /**
     * @param folder where its log and its clone go
     * @param environment beside that of this process
     */
    static Watcher start(Path folder, String name, Map<String, String> environment, Post post) {
        // a log of its own for each life: who is killed may leave half a line
        String life = name + "-" + System.nanoTime();
        Path collections = folder.resolve(life + ".gc");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(post.jvm());
        command.add("-Xlog:gc:file=" + collections);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "-Dcrossfade.off=" + post.off(),
                post.off().isZero() ? "dev.crossfade.cli.Main" : AwryMain.class.getName()));
        command.addAll(List.of("watch", "-o", "json", "--listen", "127.0.0.1:0"));
        command.addAll(List.of("--lease", post.lease(), "--lease-duration", post.lasts()));
        command.addAll(List.of(
                "--clone", post.repository(), "--into", folder.resolve(name).toString()));
        Path output = folder.resolve(life + ".log");
        Path errors = folder.resolve(life + ".err");
        try {
            Files.createDirectories(folder);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().put("HOSTNAME", name);
            builder.environment().putAll(environment);
            return new Watcher(builder.start(), output, errors, new Heap(collections));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Heap heap() {
        return heap;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** What it has logged, line by line; a line that it is writing does not count yet. */
    List<JsonNode> log() {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : text(output).split("(?<=\n)")) {
            if (line.endsWith("\n")) {
                lines.add(parsed(line));
            }
        }
        return lines;
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    List<JsonNode> said(String message) {
        return log().stream()
                .filter(line -> line.path("message").asText().equals(message))
                .toList();
    }

    boolean hasSaid(String message) {
        return !said(message).isEmpty();
    }

    /** By its own word. */
    boolean leads() {
        return said("leads").size() > said("does not lead").size();
    }

    @Override
    public Optional<JsonNode> stands() {
        List<JsonNode> all = said("stands");
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    @Override
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the watcher has ended with " + process.exitValue() + ": " + errors());
        }
    }

    String errors() {
        return text(errors);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it over HTTP, as a kubelet or Prometheus does. */
    HttpResponse<String> get(String path) {
        List<JsonNode> begun = said("watching");
        String address = begun.get(begun.size() - 1).path("listen").asText().replaceFirst("^.*/", "");
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + address + path))
                                    .build(),
                            BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * As {@code kill -9} does; comes back when it is dead.
     *
     * @throws AssertionError where it had ended by itself before
     */
    void kill() {
        requireAlive();
        process.destroyForcibly();
        await();
        if (process.exitValue() != KILLED) {
            throw new AssertionError("the watcher had ended with " + process.exitValue() + " already: " + errors());
        }
    }

    private void await() {
        try {
            if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the watcher does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As a kubelet stops a pod; its exit code. */
    int stop() {
        process.destroy();
        await();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
