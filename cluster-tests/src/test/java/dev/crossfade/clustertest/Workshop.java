package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where things are broken and mended: the cluster, the kit's processes, Gitea, and a clone of somebody's. */
final class Workshop {

    private static final String REPOSITORY = "/repos/" + GiteaOrigin.REPOSITORY;

    private final Surroundings surroundings;
    private final Gitea gitea;
    private final Reviewer reviewer;
    private final WatcherAccount account;
    private final Map<String, Part> parts = new HashMap<>();
    private final Map<String, String> kept = new HashMap<>();

    Workshop(Surroundings surroundings, Gitea gitea, Reviewer reviewer, WatcherAccount account) {
        this.surroundings = surroundings;
        this.gitea = gitea;
        this.reviewer = reviewer;
        this.account = account;
    }

    /** With a shell's own quotes; what it printed. */
    String kubectl(String arguments) {
        return surroundings.kit().shell("bash", "-euc", "kubectl " + arguments);
    }

    WatcherAccount account() {
        return account;
    }

    void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Machines machines() {
        return surroundings.machines();
    }

    /** A process of the kit as it ran when it was asked for first. */
    Part part(String name) {
        return parts.computeIfAbsent(name, each -> Part.of(surroundings.kit(), each));
    }

    /** Keeps a word from when something is broken until it is mended. */
    void keep(String key, String value) {
        kept.put(key, value);
    }

    String kept(String key) {
        return Objects.requireNonNull(kept.get(key), key);
    }

    /** A text with what is kept in place of each {@code {key}}. */
    String filled(String text) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(kept(found.group(1))));
    }

    Reviewer.Request open() {
        return reviewer.open().get(0);
    }

    JsonNode forge(String method, String path, String body) {
        return gitea.as(GiteaOrigin.REVIEWER, method, REPOSITORY + path, body);
    }

    String git(String arguments) {
        return surroundings
                .kit()
                .shellIn(root(), "bash", "-euc", "git -c user.name=Jo -c user.email=jo@example.org " + arguments);
    }

    /** What a person runs in the clone, with the rights of the watcher on the forge. */
    void crossfade(String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(said, true, StandardCharsets.UTF_8);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CROSSFADE_TOKEN", account.forgeToken());
        environment.put("KUBECONFIG", surroundings.kit().variable("KUBECONFIG"));
        int code = new Main(all, all, root(), dev.crossfade.assembly.Surroundings.of(environment)).run(arguments);
        if (code != 0) {
            throw new AssertionError(
                    String.join(" ", arguments) + ": " + code + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }

    Path root() {
        return surroundings.platform().root();
    }

    /** Brings a file to a branch of the forge, as somebody who pulls, commits and pushes. */
    void push(String branch, String file, String text) {
        git("fetch -q origin " + branch);
        git("checkout -qf --detach FETCH_HEAD");
        try {
            Files.createDirectories(Objects.requireNonNull(root().resolve(file).getParent()));
            Files.writeString(root().resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git("add -A");
        git("commit -qm 'Change " + file + "'");
        git("push -q origin HEAD:refs/heads/" + branch);
        git("checkout -qf main");
    }

    String file(String name) {
        try {
            return Files.readString(root().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code argocd app sync} does. */
    void sync(String application) {
        kubectl(
                "-n argocd patch application " + application + " --type=merge -p"
                        + " '{\"operation\":{\"initiatedBy\":{\"username\":\"jo\"},\"sync\":{\"syncOptions\":[\"ServerSideApply=true\"]}}}'");
    }

    /** Waits until an API server answers anew. */
    void awaitCluster() {
        Machines.await("the API server answers", () -> {
            try {
                kubectl("get --raw /readyz");
                return true;
            } catch (AssertionError e) {
                return false;
            }
        });
    }

    void awaitGitea() {
        Machines.await("Gitea answers", () -> {
            try {
                forge("GET", "", "");
                return true;
            } catch (UncheckedIOException e) {
                return false;
            }
        });
    }
}
