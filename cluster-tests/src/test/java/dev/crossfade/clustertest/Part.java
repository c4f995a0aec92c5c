package dev.crossfade.clustertest;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of the kit, which is stopped and started again as it was; the kit itself stops it in the end. */
final class Part {

    private static final Pattern REDIS = Pattern.compile("redis-server (.*):(\\d+)");

    private final Kit kit;
    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;

    private Part(Kit kit, String name, List<String> command, Map<String, String> environment) {
        this.kit = kit;
        this.name = name;
        this.command = command;
        this.environment = environment;
    }

    /** As it runs now. */
    static Part of(Kit kit, String name) {
        Path process = Path.of("/proc", pid(kit, name));
        Map<String, String> environment = new TreeMap<>();
        words(process.resolve("environ")).forEach(each -> {
            int end = each.indexOf('=');
            environment.put(each.substring(0, end), each.substring(end + 1));
        });
        return new Part(kit, name, command(words(process.resolve("cmdline"))), environment);
    }

    /** Redis writes over its own words: program and address are left of them, and the rest is the kit's. */
    private static List<String> command(List<String> words) {
        Matcher redis = REDIS.matcher(words.get(0));
        return redis.matches()
                ? List.of(
                        "redis-server",
                        "--port",
                        redis.group(2),
                        "--bind",
                        redis.group(1),
                        "--save",
                        "",
                        "--appendonly",
                        "no")
                : words;
    }

    private static String pid(Kit kit, String name) {
        try {
            return Files.readString(kit.folder().resolve(name + ".pid")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> words(Path file) {
        try {
            return List.of(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with more options. */
    Part with(String... options) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(options));
        return new Part(kit, name, longer, environment);
    }

    /** It ends, and answers nobody. */
    Part stop() {
        kit.shell("kill", "-9", pid(kit, name));
        return this;
    }

    /** It stands still, and keeps everybody waiting. */
    Part freeze() {
        kit.shell("kill", "-STOP", pid(kit, name));
        return this;
    }

    void thaw() {
        kit.shell("kill", "-CONT", pid(kit, name));
    }

    /** For a moment its port may still be that of the one before: one that ends at once is started again. */
    void start() {
        Machines.await(name + " runs", () -> {
            try {
                return !started().waitFor(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        });
    }

    private Process started() {
        File log = kit.folder().resolve("log").resolve(name + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Files.writeString(kit.folder().resolve(name + ".pid"), process.pid() + "\n");
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
