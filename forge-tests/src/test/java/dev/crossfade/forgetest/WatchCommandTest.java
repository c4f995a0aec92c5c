package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.assembly.Surroundings;
import dev.crossfade.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of docs/watch.md, as a whole: against the forge and the API servers of this process, until it is stopped. */
class WatchCommandTest {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/crossfade/leases";
    private static final String EVENTS = "/api/v1/namespaces/argocd/events";

    @TempDir
    Path folder;

    private Scene scene;
    private TwoClusters clusters;

    @BeforeEach
    void start() {
        clusters = TwoClusters.start(folder);
    }

    @AfterEach
    void close() {
        scene.close();
        clusters.close();
    }

    @Test
    void aDryRunWritesNothingAnywhere() throws Exception {
        scene = Scene.of(Flavour.GITEA, folder);
        scene.site().forge().forget();

        String log =
                watch(said -> said.contains("open pull request"), "--dry-run", "--lease", "crossfade/prod", "--banner");

        assertThat(log).contains("would do", "decision=propose").doesNotContain("leads");
        assertThat(scene.site().pages()).isEmpty();
        assertThat(scene.customer().branches()).containsExactly("main");
        assertThat(scene.site().forge().requests()).isNotEmpty().noneMatch(Seen::writes);
        assertThat(TwoClusters.writes(clusters.migrating())).isEmpty();
        assertThat(TwoClusters.writes(clusters.hub())).isEmpty();
        assertThat(clusters.migrating().requests()).noneMatch(request -> request.contains("/leases"));
    }

    @Test
    void withoutALeaseItActsAndTellsTheForgeAlone() throws Exception {
        scene = Scene.of(Flavour.GITEA, folder);

        watch(said -> said.contains("posted"));

        assertThat(scene.site().pages()).hasSize(1);
        assertThat(scene.customer().branches()).containsExactly(Scene.PREFIX + "prepare", "main");
        assertThat(TwoClusters.writes(clusters.migrating())).isEmpty();
        assertThat(TwoClusters.writes(clusters.hub())).isEmpty();
    }

    /** The Lease is where the migration is; Applications, and Events with them, where Argo CD is. */
    @Test
    void ofTwoClustersEachIsAskedAndToldItsOwn() throws Exception {
        scene = Scene.at("install-cilium", Flavour.GITEA, folder);

        String log = watch(
                said -> TwoClusters.writes(clusters.hub()).stream().anyMatch(write -> write.contains(EVENTS))
                        && clusters.migrating().requests().stream().anyMatch(asked -> asked.contains("/nodes")),
                "--lease",
                "crossfade/prod");

        assertThat(log).contains("leads", "phase=install-cilium", "decision=wait");
        assertThat(TwoClusters.writes(clusters.migrating()))
                .isNotEmpty()
                .allSatisfy(write -> assertThat(write).contains(LEASES));
        assertThat(TwoClusters.writes(clusters.hub()))
                .as("Events, and that an Application is asked to look")
                .allSatisfy(write -> assertThat(write).containsAnyOf(EVENTS, "/applications/crossfade-prod"));
        assertThat(clusters.hub().requests())
                .anyMatch(asked -> asked.startsWith("GET ") && asked.contains("/applications"))
                .noneMatch(asked -> asked.contains("/leases"))
                .noneMatch(asked -> asked.contains("/nodes"))
                .noneMatch(asked -> asked.contains("/pods"));
        assertThat(clusters.migrating().requests()).noneMatch(asked -> asked.contains("/applications"));
    }

    /** Runs it until its log or what it did is as wanted, and stops it as a signal does; what it has logged. */
    private String watch(Predicate<String> wanted, String... more) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] line = TwoClusters.line(List.of("watch", "--listen", "127.0.0.1:0"), more);
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Main command = new Main(
                stream,
                stream,
                scene.customer().folder(),
                new Surroundings(clusters.environment(scene.site()), Clients.impatient()));
        FutureTask<Integer> run = new FutureTask<>(() -> command.run(line));
        Thread thread = new Thread(run, "watch");
        thread.start();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!wanted.test(out.toString(StandardCharsets.UTF_8)) && !run.isDone() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        thread.interrupt();
        int code = run.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        String said = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        assertThat(wanted.test(said)).as(said).isTrue();
        return said;
    }
}
