package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
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
            "pin-calico-address",
                    together(together(ArgoFaults.ofTheRoot(), ArgoFaults.ofTheProcesses()), ForgeFaults.all()),
            "quiesce-workloads-kafka-broker", ClusterFaults.ofTheRelaxation(),
            "install-cilium", ClusterFaults.ofTheStandstill(),
            "node-config", together(ArgoFaults.ofTheChild(), ClusterFaults.ofTheInstall()),
            "node-templates", ClusterFaults.ofTheNodeConfig(),
            "finalize-cilium", ClusterFaults.ofTheRotation(),
            "retire-node-config", ForgeFaults.atTheEnd(),
            "remove-calico-workloads-prune", ClusterFaults.ofTheEnforcement());

    private static final SortedMap<String, Fault> MERGING = merged(ArgoFaults.whenMerged(), ClusterFaults.whenMerged());

    private static List<Fault> together(List<Fault> one, List<Fault> other) {
        return Stream.of(one, other).flatMap(List::stream).toList();
    }

    private static SortedMap<String, Fault> merged(Map<String, Fault> one, Map<String, Fault> other) {
        SortedMap<String, Fault> all = new TreeMap<>(one);
        all.putAll(other);
        return all;
    }

    private static final String LAST = "remove-calico-leftovers-relaxation";

    private static final Fault AT_LAST = ForgeFaults.twoAtOnce();

    @Test
    void nothingIsProposedWhileSomethingIsBroken() {
        Set<String> wanted = wanted();
        GiteaOrigin origin = new GiteaOrigin();
        try (Surroundings surroundings = Surroundings.of(StoryExamples.named("db-schenker"), origin)) {
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            try (Watcher watcher = account.start("watcher")) {
                Reviewer reviewer = new Reviewer(origin.gitea(), "prod", seed());
                Workshop workshop = new Workshop(surroundings, origin.gitea(), reviewer, account);
                FaultTrials trials = new FaultTrials(
                        workshop, watcher, reviewer, new FaultTrials.Plan(WAITING, MERGING, wanted::contains));
                WatchedStory story = new WatchedStory(surroundings, watcher, reviewer, trials);
                story.until(last(story.phases(), wanted));
                trials.last(LAST, AT_LAST);
                System.out.println("faults tried: " + trials.tried());
                assertThat(trials.missed()).isEmpty();
                assertThat(trials.tried()).isEqualTo(wanted.size());
            }
        }
    }

    private static long seed() {
        return Long.getLong("crossfade.seed", 7);
    }

    /** All; or those of which a property has a pattern; or as many as a property says, drawn by the seed. */
    private static Set<String> wanted() {
        List<String> all = new ArrayList<>();
        new TreeMap<>(WAITING)
                .forEach((phase, faults) -> faults.forEach(fault -> all.add(FaultTrials.words(phase, fault))));
        MERGING.forEach((phase, fault) -> all.add(FaultTrials.words(phase, fault)));
        all.add(FaultTrials.words(LAST, AT_LAST));
        assertThat(all).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        all.removeIf(words -> !words.matches(System.getProperty("crossfade.fault", ".*")));
        Collections.shuffle(all, new Random(seed()));
        List<String> wanted = all.subList(0, Math.min(all.size(), Integer.getInteger("crossfade.faults", all.size())));
        assertThat(wanted)
                .as("faults that -Dcrossfade.fault and -Dcrossfade.faults leave")
                .isNotEmpty();
        return Set.copyOf(wanted);
    }

    /** The phase behind the last one in which something breaks. */
    private static String last(List<String> phases, Set<String> wanted) {
        int last = 0;
        for (String words : wanted) {
            last = Math.max(last, phases.indexOf(words.replaceFirst(",.*", "")));
        }
        return phases.get(Math.min(last + 1, phases.indexOf(LAST)));
    }
}
