package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has a watcher take a cluster from its first proposal to the end, on a real API server, a real Argo CD and a real Gitea. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class StoryJourneyTest {

    static List<Example> examples() {
        return StoryExamples.chosen();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aMigrationGoesToItsEndWithNobodyAtTheKeyboard(Example example) {
        GiteaOrigin origin = new GiteaOrigin();
        Set<String> automatic = Set.of(StoryExamples.AUTOMATIC);
        try (Surroundings surroundings = Surroundings.of(example, origin)) {
            String migration =
                    surroundings.platform().preview().plan().migration().spec().name();
            Reviewer reviewer = new Reviewer(origin.gitea(), migration, Long.getLong("crossfade.seed", 7));
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            StoryLedger ledger = new StoryLedger(surroundings, automatic);
            Set<String> ours = Remains.ofCrossfade(surroundings.clusters().look());
            try (Watcher watcher = account.start("watcher")) {
                new WatchedStory(surroundings, watcher, reviewer, ledger).toTheEnd(automatic);
                assertThat(ledger.faults()).isEmpty();
                StoryEnd end = new StoryEnd(surroundings, reviewer);
                end.requireRemains(ours);
                end.requireReviews(automatic);
                end.requireEdits();
                end.requireNews();
                end.requireWatcher(watcher);
                end.requireFarewell(watcher);
            }
        }
    }
}
