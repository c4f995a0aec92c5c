package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Breaks what a watcher rests on, one thing after the other, on a real API server, a real Argo CD and a real Gitea. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WatchFaultsJourneyTest {

    private static final Map<String, List<Fault>> WAITING = Map.of(
            "pin-calico-address", together(ArgoFaults.ofTheRoot(), ForgeFaults.all()),
            "quiesce-workloads-kafka-broker", ClusterFaults.ofTheRelaxation(),
            "install-cilium", ClusterFaults.ofTheStandstill(),
            "node-config", together(ArgoFaults.ofTheChild(), ClusterFaults.ofTheInstall()),
            "node-templates", ClusterFaults.ofTheNodeConfig(),
            "finalize-cilium", ClusterFaults.ofTheRotation(),
            "retire-node-config", ForgeFaults.atTheEnd());

    private static final Map<String, Fault> MERGING = merged(ArgoFaults.whenMerged(), ClusterFaults.whenMerged());

    private static List<Fault> together(List<Fault> one, List<Fault> other) {
        return Stream.of(one, other).flatMap(List::stream).toList();
    }

    private static Map<String, Fault> merged(Map<String, Fault> one, Map<String, Fault> other) {
        Map<String, Fault> all = new TreeMap<>(one);
        all.putAll(other);
        return all;
    }

    @Test
    void nothingIsProposedWhileSomethingIsBroken() {
        GiteaOrigin origin = new GiteaOrigin();
        try (Surroundings surroundings = Surroundings.of(StoryExamples.named("db-schenker"), origin)) {
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            try (Watcher watcher = account.start("watcher")) {
                Reviewer reviewer = new Reviewer(origin.gitea(), "prod", Long.getLong("crossfade.seed", 7));
                Workshop workshop = new Workshop(surroundings, origin.gitea(), reviewer, account);
                FaultTrials trials = new FaultTrials(workshop, watcher, reviewer, WAITING, MERGING);
                new WatchedStory(surroundings, watcher, reviewer, trials).until("remove-calico-leftovers-relaxation");
                System.out.println("faults tried: " + trials.tried());
                assertThat(trials.missed()).isEmpty();
            }
        }
    }
}
