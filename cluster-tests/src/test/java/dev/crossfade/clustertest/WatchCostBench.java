package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What a watcher costs, and how soon it acts, on a real API server, a real Argo CD and a real Gitea; bench/watch.sh runs it. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WatchCostBench {

    /** Agents and probe are on the nodes by then. */
    private static final String PROVED = "node-config";

    private static final double REACTION = 2;

    @Test
    void reactionAndIdleTime() {
        Figures figures = new Figures();
        GiteaOrigin origin = new GiteaOrigin();
        try (Surroundings surroundings = Surroundings.of(ReactionTimes.gated(Example.named("db-schenker")), origin)) {
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            try (Watcher watcher = account.start("watcher", "150s", Watcher.AS_IN_THE_IMAGE)) {
                Reviewer reviewer = new Reviewer(origin.gitea(), "prod", 7);
                List<String> phases = surroundings.platform().preview().commits().stream()
                        .map(each -> each.entry().id())
                        .toList();
                ReactionTimes times = new ReactionTimes(surroundings, () -> watcher, phases, 7);
                times.set("open");
                new WatchedStory(surroundings, watcher, reviewer, times).until(PROVED);
                reaction(times.seconds(), figures);
                Machines.await("the proposal is green", () -> reviewer.green().isPresent());
                new IdleTime(watcher, Duration.ofMinutes(2), Duration.ofMinutes(whole("IDLE", 5)))
                        .measure("idle", figures);
            }
        }
        assertThat(figures.over()).isEmpty();
    }

    private static void reaction(List<Double> seconds, Figures figures) {
        List<Double> sorted = seconds.stream().sorted().toList();
        figures.add(
                "reaction, true in the cluster to branch, median of " + sorted.size(),
                sorted.get(sorted.size() / 2),
                "s");
        figures.add("reaction, slowest", Collections.max(sorted), REACTION, "s");
    }

    static int whole(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? otherwise : Integer.parseInt(value);
    }
}
