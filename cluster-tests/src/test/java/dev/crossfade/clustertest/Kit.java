package dev.crossfade.clustertest;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A control plane, an Argo CD and kubelets of its own, started for one test and stopped after it.
 *
 * <p>The command named by {@code CROSSFADE_KIT} starts it: {@code up DIR [PART..]} leaves in {@code DIR/env} the variables
 * KUBECONFIG and PATH; {@code down DIR} stops it.
 */
final class Kit implements AutoCloseable {

    static final String VARIABLE = "CROSSFADE_KIT";

    private final Path folder;
    private final Path socket;
    private final int proxy;
    private final TreeMap<String, String> variables = new TreeMap<>();
    private final TreeMap<String, Process> processes = new TreeMap<>();

    /** Argo CD calls a program of this name; kubectl has the same build in it. */
    private static final String KUSTOMIZE = """
            #!/bin/sh
            [ "$1" != version ] || exec sh -c 'kubectl version --client | sed -n "s/^Kustomize Version: //p"'
            [ "$1" = build ] || { echo "no such command: kustomize $1" >&2; exit 1; }
            shift
            exec kubectl kustomize "$@"
            """;

    private Kit(Path folder) {
        this.folder = folder;
        this.socket = socket();
        this.proxy = freePort();
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two repo-servers that start at once would fight for one socket (Argo CD, util/askpass); a socket's path is short. */
    private static Path socket() {
        try {
            Path room = Files.createTempDirectory("kit");
            Path socket = room.resolve("ask.sock");
            // the last one goes first
            room.toFile().deleteOnExit();
            socket.toFile().deleteOnExit();
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder for the PATH of what the kit starts. */
    private Path tools() {
        try {
            Path tools = Files.createDirectories(folder.resolveSibling("tools"));
            Path kustomize = Files.writeString(tools.resolve("kustomize"), KUSTOMIZE);
            Files.setPosixFilePermissions(kustomize, PosixFilePermissions.fromString("rwxr-xr-x"));
            return tools;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param folder an empty one that is the kit's alone; its logs stay in it */
    static Kit start(Path folder, String... parts) {
        Kit kit = new Kit(folder);
        List<String> command = new ArrayList<>(List.of("up", folder.toString()));
        command.addAll(List.of(parts));
        kit.run(command);
        Pattern.compile("(?m)^export ([A-Z_]+)=(.*)$")
                .matcher(text(folder.resolve("env")))
                .results()
                .forEach(kit::take);
        return kit;
    }

    private void take(MatchResult line) {
        String value = line.group(2).replace("$PATH", System.getenv("PATH"));
        variables.put(line.group(1), value.replaceAll("^\"|\"$", ""));
    }

    Path folder() {
        return folder;
    }

    /** One of those that the kit leaves, such as KUBECONFIG. */
    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    /** Where the API server asks for what pods listen on: nobody is behind their addresses. */
    int proxy() {
        return proxy;
    }

    KubernetesClient client() {
        Config config = Config.fromKubeconfig(text(Path.of(variables.get("KUBECONFIG"))));
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Runs a command as a person with this cluster's kubeconfig would; returns what it printed. */
    String shell(String... command) {
        return shellIn(folder, command);
    }

    /** The same in a folder. */
    String shellIn(Path where, String... command) {
        try {
            // warnings are no part of the output, and nobody waits for who reads them
            Path errors = Files.createTempFile("shell", ".err");
            Process process = builder(command)
                    .directory(where.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String said = Files.readString(errors);
            Files.delete(errors);
            if (code != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + code + ":\n" + output + said);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a process that ends with the kit. */
    void background(String name, String... command) {
        try {
            processes.put(
                    name,
                    builder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    folder.resolve("log").resolve(name + ".log").toFile())
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends one of those before. */
    void end(String name) {
        try {
            Objects.requireNonNull(processes.remove(name), name)
                    .destroyForcibly()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private ProcessBuilder builder(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, found(command[0]));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(variables);
        return builder;
    }

    /** Java looks for a program on its own path and not on the one that it gives to the process. */
    private String found(String program) {
        return Arrays.stream(variables.get("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder).resolve(program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElse(program);
    }

    private void run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(System.getenv(VARIABLE)));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            builder.environment().merge("PATH", tools().toString(), (path, tools) -> tools + File.pathSeparator + path);
            builder.environment().put("ARGOCD_ASK_PASS_SOCK", socket.toString());
            // as Go reads them: HTTPS and loopback go their own ways
            builder.environment().put("HTTP_PROXY", "http://127.0.0.1:" + proxy);
            builder.environment().put("NO_PROXY", "127.0.0.1,localhost");
            Process process = builder.start();
            if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed; its logs are in " + folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        run(List.of("down", folder.toString()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
