package dev.crossfade.forgetest;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Times a watch's turns while everything waits for people: what a look costs beside the cluster, and a look at Git and forge. */
class TurnBench extends SceneTest {

    private static final int ROUNDS = 100;

    @Test
    void turns() {
        scene = Scene.of(Flavour.GITEA, folder);
        try (Watched watched = new Watched(scene, folder)) {
            watched.turn();
            watched.turn();
            scene.site().merge(1, MergeStyle.SQUASH);
            watched.pass(Duration.ofSeconds(40));
            watched.turn();
            for (int times = 0; times < 3; times++) {
                time("the cluster alone ", watched, Duration.ZERO);
                time("Git and forge, too", watched, Duration.ofSeconds(31));
            }
        }
    }

    private static void time(String what, Watched watched, Duration pass) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        long began = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            watched.pass(pass);
            watched.turn();
        }
        System.out.printf(
                "%s  %.2f ms, %.2f ms of CPU%n",
                what, (System.nanoTime() - began) / 1e6 / ROUNDS, (system.getProcessCpuTime() - cpu) / 1e6 / ROUNDS);
    }
}
