package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * A watcher that is killed at random moments and started anew takes a migration to its end as one does that lives: every phase
 * once, in one pull request. As many stories as it takes for twenty kills, or for two hundred with {@code -Dcrossfade.proof=true}.
 */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WatchKillJourneyTest {

    /** Of one story. */
    private static final int LEAST = 20;

    /** Of the proof. */
    private static final int ALL = 200;

    private static final Set<String> AUTOMATIC = Set.of(StoryExamples.AUTOMATIC);

    @Test
    void whatWasKilledIsMadeUpFor() {
        long seed = Long.getLong("crossfade.seed", 7);
        if (!Boolean.getBoolean("crossfade.proof")) {
            // a fast machine comes to the end of a story before so many are killed
            for (int kills = 0; kills < LEAST; seed++) {
                kills += killed(seed);
            }
            return;
        }
        Tally tally = new Tally(Path.of("target", "watch-kills.txt").toAbsolutePath());
        while (tally.sum() < ALL) {
            long next = seed + tally.stories();
            tally.add(next, killed(next));
        }
    }

    /** @return how many watchers were killed on the way */
    private static int killed(long seed) {
        GiteaOrigin origin = new GiteaOrigin();
        try (Surroundings surroundings = Surroundings.of(StoryExamples.named("db-schenker"), origin)) {
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            Reviewer reviewer = new Reviewer(origin.gitea(), "prod", seed);
            StoryLedger ledger = new StoryLedger(surroundings, AUTOMATIC);
            Set<String> ours = Remains.ofCrossfade(surroundings.clusters().look());
            StoryEnd end = new StoryEnd(surroundings, reviewer);
            try (Relay relay = new Relay(account, seed).start()) {
                new WatchedStory(surroundings, relay, reviewer, ledger).toTheEnd(AUTOMATIC);
                int kills = relay.kills();
                System.out.println("kills: " + kills);
                assertThat(relay.lives())
                        .allSatisfy(life -> assertThat(life.log())
                                .noneMatch(line -> line.path("level").asText().equals("error")));
                assertThat(ledger.faults()).isEmpty();
                end.requireRemains(ours);
                end.requireReviews();
                return kills;
            }
        }
    }
}
