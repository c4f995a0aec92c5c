package dev.crossfade.clustertest;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps every phase waiting for one gate when it is merged, an annotation on CoreDNS's Deployment, and makes that true once nothing
 * else is missing: from there it counts until the branch of the next phase is on the forge.
 */
final class ReactionTimes implements Companion {

    static final String GATE = "bench";
    private static final String ANNOTATION = "bench.crossfade.dev/gate";
    private static final Duration LIMIT = Duration.ofMinutes(5);
    /** Nobody knows when the watcher looks. */
    private static final int ANY_TIME_MILLIS = 3000;

    private final Surroundings surroundings;
    private final Supplier<Watcher> watcher;
    private final List<String> phases;
    private final Random random;
    private final List<Double> seconds = new ArrayList<>();

    ReactionTimes(Surroundings surroundings, Supplier<Watcher> watcher, List<String> phases, long seed) {
        this.surroundings = surroundings;
        this.watcher = watcher;
        this.phases = List.copyOf(phases);
        this.random = new Random(seed);
    }

    /** The example with the gate in every phase, and without soak time. */
    static Example gated(Example example) {
        String gate = """
                    extra:
                      - name: %s
                        phases: all
                        object:
                          apiVersion: apps/v1
                          kind: Deployment
                          namespace: kube-system
                          name: coredns
                          path: '{.metadata.annotations.%s}'
                          equals: open
                    soak: 0s""".formatted(GATE, ANNOTATION.replace(".", "\\."));
        return example.edited(
                example.title(),
                edits -> edits.replace(
                        "crossfade.yaml", "    soak: 3m", gate.indent(4).stripTrailing()));
    }

    void set(String value) {
        surroundings
                .client()
                .apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("coredns")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"" + ANNOTATION + "\":\"" + value + "\"}}}");
    }

    @Override
    public void merged(String phase) {
        set("shut");
    }

    @Override
    public void followed(String phase) {
        int next = phases.indexOf(phase) + 1;
        Path branch = branch(phases.get(next));
        await(
                phase + " waits for nothing else",
                200,
                () -> WatcherMetrics.of(watcher.get()).waitsFor(phase, GATE));
        pause(random.nextInt(ANY_TIME_MILLIS));
        if (Files.exists(branch)) {
            throw new AssertionError(branch + " is there although " + phase + " waits");
        }
        long began = System.nanoTime();
        set("open");
        await(branch + " is there", 5, () -> Files.exists(branch));
        double took = (System.nanoTime() - began) / 1e9;
        seconds.add(took);
        System.out.printf("   reaction: %s %.2f s%n", phase, took);
    }

    /** In Gitea's own repository, where a push leaves it as a file. */
    private Path branch(String phase) {
        return surroundings
                .kit()
                .folder()
                .resolve("gitea/repos/" + GiteaOrigin.REPOSITORY + ".git/refs/heads/crossfade/prod")
                .resolve(phase);
    }

    private static void await(String what, int pause, BooleanSupplier holds) {
        Instant end = Instant.now().plus(LIMIT);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + LIMIT.toMinutes() + " minutes it is still not so that " + what);
            }
            pause(pause);
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** From what is true in the cluster to its proposal. */
    List<Double> seconds() {
        return List.copyOf(seconds);
    }
}
