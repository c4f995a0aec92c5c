package dev.crossfade.clustertest;

import dev.crossfade.core.phase.Layout;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.jgit.revwalk.RevCommit;

/** A cluster as it stands before an example's migration, with the example's repository behind its Argo CD. */
final class Surroundings implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** What an operator fills in counts as a change of the object (metadata.generation). */
    private static final int LOOKS_AT_REST = 10;

    private final Example example;
    private final Origin origin;
    private final ChartRepository charts;
    private final Clusters clusters;
    private final Kit kit;
    private final KubernetesClient argos;
    private final KubernetesClient client;
    private final Machines machines;
    private final ArgoCd argo;
    private Platform platform;

    private Surroundings(Example example, Origin origin, Path folder) {
        this.example = example;
        this.origin = origin;
        this.charts = ChartRepository.of(Charts.of(example));
        this.clusters = Clusters.start(folder, example.cluster(), origin.parts());
        this.kit = clusters.moving();
        this.client = kit.client();
        this.argos = clusters.argos().client();
        this.machines = new Machines(client, example.machines().network());
        this.argo = new ArgoCd(argos);
    }

    /** Started in a folder of its own below target/kit. */
    static Surroundings of(Example example) {
        return of(example, new Origin.Folder());
    }

    /** @param origin where the example's repository lies */
    static Surroundings of(Example example, Origin origin) {
        Path folder;
        try {
            folder = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "kit").toAbsolutePath()), example.name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Surroundings made = new Surroundings(example, origin, folder);
        try {
            made.populate(folder);
            return made;
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
    }

    Example example() {
        return example;
    }

    Kit kit() {
        return kit;
    }

    Clusters clusters() {
        return clusters;
    }

    Platform platform() {
        return platform;
    }

    private void populate(Path folder) {
        for (String pool : example.machines().pools()) {
            machines.join(Map.of("pool", pool, "topology.kubernetes.io/zone", "a"));
        }
        kit.background(
                "double",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.crossfade.clusterdouble.ClusterDouble",
                Example.SHARED.resolve("crds/cilium-minimal.yaml").toString(),
                example.machines().range(),
                String.valueOf(kit.proxy()));
        apply(resource(example.name() + ".yaml"));
        for (Path applied : example.before()) {
            apply(applied);
        }
        String address = origin.address(kit, folder);
        platform = Platform.make(example.folder(), folder, files -> prepare(address, files));
        origin.publish(kit, platform.root());
        apply(clusters.argos(), platform.root().resolve("apps/root.yaml"));
        Machines.await("every Application is there", () -> argo.names().size() == platform.applications());
        argo.await(platform.commits().get(0).getParent(0).name(), LIMIT);
    }

    /** The repository as this cluster's people have it, under addresses that Argo CD reaches here. */
    private void prepare(String address, Path files) {
        example.edits().make(files);
        origin.edit(files.resolve("crossfade.yaml"));
        Platform.rewrite(
                files,
                text -> text.replaceAll("https://git\\.example\\.com/\\S+\\.git", address)
                        .replace("https://docs.tigera.io/calico/charts", charts.address())
                        .replaceAll(
                                "(?m)^(    version: 1\\.[0-9.]+\\n)(?:    chart: .*\\n)?",
                                "$1    chart: {repository: \"" + charts.address() + "\", name: cilium}\n"));
        if (!example.exported().isEmpty()) {
            export(files.resolve("network/migration/live/calico.yaml"));
        }
    }

    /** What a customer exports just before the migration, as the example's crossfade.yaml says: of a cluster at rest. */
    private void export(Path file) {
        List<String> command = new ArrayList<>(List.of("kubectl", "get", "-o", "yaml"));
        command.addAll(example.exported());
        String[] get = command.toArray(String[]::new);
        if (example.exported().stream().anyMatch(each -> each.startsWith("installations."))) {
            Machines.await(
                    "the operator has taken the Installation",
                    () -> kit.shell(get).contains("finalizers:"));
        }
        String text = kit.shell(get);
        for (int same = 0; same < LOOKS_AT_REST; same++) {
            ArgoCd.pause();
            String next = kit.shell(get);
            if (!next.equals(text)) {
                text = next;
                same = -1;
            }
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Merges a commit and waits until Argo CD has made all of it. */
    void land(RevCommit commit) {
        platform.land(commit);
        kit.shellIn(platform.root(), "git", "checkout", "-qf", "main");
        merged(commit, line -> false);
    }

    /**
     * Waits until Argo CD has made all of what was merged, the roots applied by a person with the first phase.
     *
     * @param borne what Argo CD may say for good
     */
    void merged(RevCommit commit, Predicate<String> borne) {
        Layout layout = platform.preview().plan().migration().layout();
        Path bootstrap = platform.root().resolve(layout.bootstrap());
        if (Files.exists(bootstrap) && !argo.names().contains(layout.name())) {
            apply(clusters.argos(), bootstrap);
        }
        argo.await(commit.name(), LIMIT, borne);
    }

    /** Waits until Argo CD has made all of what the base branch says at a commit. */
    void awaitRevision(String commit) {
        argo.await(commit, LIMIT);
    }

    /**
     * Nodes move as people or the cloud move them once the phase is merged.
     *
     * @return true where it is a phase with which nodes move
     */
    boolean move(String phase) {
        String selector = example.machines().moves().get(phase);
        if (selector != null) {
            List<String> nodes = machines.old(selector);
            nodes.forEach(example.machines().inPlace() ? machines::reboot : machines::replace);
        }
        return selector != null;
    }

    /** True where nodes move with a phase. */
    boolean hasMoved(String phase) {
        return example.machines().moves().containsKey(phase)
                || phase.equals("first-nodes")
                || phase.startsWith("clean-nodes");
    }

    Machines machines() {
        return machines;
    }

    KubernetesClient client() {
        return client;
    }

    /** A custom object can come before its kind in one file: whoever applies it by hand does it again. */
    private void apply(Path path) {
        apply(kit, path);
    }

    private static void apply(Kit kit, Path path) {
        Machines.await(path + " is applied", () -> {
            try {
                kit.shell("kubectl", "apply", "-f", path.toString());
                return true;
            } catch (AssertionError e) {
                System.out.println(e.getMessage().lines().limit(3).toList());
                return false;
            }
        });
    }

    static Path resource(String name) {
        URL found = Surroundings.class.getResource("/" + name);
        if (found == null) {
            throw new IllegalStateException("no resource " + name);
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        argos.close();
        clusters.close();
        charts.close();
    }
}
