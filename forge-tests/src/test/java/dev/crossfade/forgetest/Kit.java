package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A real Gitea: that of {@code GITEA_URL} and {@code GITEA_TOKEN} where they are given, else one that the command named by
 * {@code CROSSFADE_KIT} starts ({@code up DIR gitea} leaves these variables in {@code DIR/env}).
 *
 * @param token of an administrator
 */
record Kit(URI url, String token, Path folder) implements AutoCloseable {
    static final String VARIABLE = "CROSSFADE_KIT";

    /** True where there is none to be had. */
    static boolean isMissing() {
        return System.getenv("GITEA_URL") == null && System.getenv(VARIABLE) == null;
    }

    static Kit start(Path folder) {
        Map<String, String> variables = new TreeMap<>(System.getenv());
        if (!variables.containsKey("GITEA_URL")) {
            run("up", folder.toString(), "gitea");
            Pattern.compile("(?m)^export (GITEA_[A-Z]+)=(.*)$")
                    .matcher(read(folder.resolve("env")))
                    .results()
                    .forEach(line -> variables.put(line.group(1), line.group(2)));
        }
        return new Kit(URI.create(variables.get("GITEA_URL")), variables.get("GITEA_TOKEN"), folder);
    }

    @Override
    public void close() {
        if (System.getenv("GITEA_URL") == null) {
            run("down", folder.toString());
        }
    }

    private static void run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = System.getenv(VARIABLE);
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
