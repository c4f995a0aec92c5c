package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who a watcher is in the cluster and on Gitea: what {@code argo/watcher} gives it, and a token that can be taken away. */
final class WatcherAccount {

    private static final String ACCOUNT = "kubectl -n crossfade ";

    private final Surroundings surroundings;
    private final GiteaOrigin origin;
    private final Path folder;
    private final Path kubeconfig;
    private final Path token;
    private int tokens;

    /** Makes what it needs in the cluster. */
    WatcherAccount(Surroundings surroundings, GiteaOrigin origin) {
        this.surroundings = surroundings;
        this.origin = origin;
        this.folder = surroundings.kit().folder().resolve("watch");
        this.kubeconfig = folder.resolve("kubeconfig");
        this.token = folder.resolve("token");
        Path files = folder.resolve("argo/watcher");
        Platform.copy(Example.ROOT.resolve("argo/watcher"), files);
        Platform.rewrite(
                files.resolve("example"),
                text -> text.replace("migration: prod ", "migration: " + migration() + " ")
                        .replace("ciliumApplication: prod-cilium ", "ciliumApplication: " + application() + " "));
        Machines.await("the watcher's rights are there", () -> {
            try {
                shell("kubectl get namespace crossfade || kubectl create namespace crossfade");
                shell("kubectl label --overwrite namespace crossfade pod-security.kubernetes.io/enforce=privileged");
                shell("kubectl apply -k " + files.resolve("example"));
                return true;
            } catch (AssertionError e) {
                return false;
            }
        });
        renew();
        write(token, origin.token());
    }

    private String migration() {
        return surroundings.platform().preview().plan().migration().spec().name();
    }

    private String application() {
        return surroundings
                .platform()
                .preview()
                .plan()
                .migration()
                .spec()
                .cilium()
                .application();
    }

    /** A new token in the file that the watcher's kubeconfig is. */
    void renew() {
        String secret = "token-" + ++tokens;
        shell(ACCOUNT + "create secret generic " + secret);
        String bound = shell(ACCOUNT + "create token crossfade-watcher --duration=8h --bound-object-kind=Secret"
                        + " --bound-object-name=" + secret)
                .strip();
        try {
            String admin = Files.readString(Path.of(surroundings.kit().variable("KUBECONFIG")));
            write(kubeconfig, admin.replaceAll("token: [^}\\s]+", "token: " + bound));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A token for Gitea that is worth nothing, until another one is there. */
    void spoilForgeToken() {
        write(token, "0123456789012345678901234567890123456789");
    }

    void renewForgeToken() {
        write(token, origin.token());
    }

    String forgeToken() {
        return origin.token();
    }

    /** Its token is worth nothing any more. */
    void revoke() {
        shell(ACCOUNT + "delete secret token-" + tokens);
    }

    private String shell(String command) {
        return surroundings.kit().shell("bash", "-euc", command);
    }

    /** @param name as the pod would be called */
    Watcher start(String name) {
        return start(name, "150s", Duration.ZERO);
    }

    /**
     * @param leaseLasts for how long its Lease keeps others from acting once it is dead
     * @param off by how much its clock is
     */
    Watcher start(String name, String leaseLasts, Duration off) {
        return start(name, leaseLasts, off, Watcher.HASTY);
    }

    /** @param jvm options of its Java */
    Watcher start(String name, String leaseLasts, List<String> jvm) {
        return start(name, leaseLasts, Duration.ZERO, jvm);
    }

    private Watcher start(String name, String leaseLasts, Duration off, List<String> jvm) {
        return Watcher.start(
                folder,
                name,
                Map.of("KUBECONFIG", kubeconfig.toString(), "CROSSFADE_TOKEN_FILE", token.toString()),
                new Watcher.Post(
                        "crossfade/" + migration(),
                        leaseLasts,
                        off,
                        origin.gitea().root() + "/" + GiteaOrigin.REPOSITORY + ".git",
                        jvm));
    }
}
