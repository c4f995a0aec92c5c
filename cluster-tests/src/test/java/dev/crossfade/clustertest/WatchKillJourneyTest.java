package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Two watchers that are killed at random moments and started anew take a migration as one does that lives: every phase once, in
 * one pull request, whether a person merges it or Crossfade. Until twenty are killed, or with {@code -Dcrossfade.proof=true} in whole stories until two hundred are.
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

    /**
     * Merged by Crossfade itself, from the third phase on, so that some are killed between a green status and the merge. None is a point of
     * no return, none comes behind another one or behind one that moves nodes: it is compared together with the one before it.
     */
    private static final Set<String> AUTOMATIC =
            Set.of("relax-policies", "node-config", "audit-policies", StoryExamples.AUTOMATIC);

    @Test
    void whatWasKilledIsMadeUpFor() {
        long seed = Long.getLong("crossfade.seed", 7);
        if (!Boolean.getBoolean("crossfade.proof")) {
            assertThat(killed(seed, LEAST)).isGreaterThanOrEqualTo(LEAST);
            return;
        }
        Tally tally = Tally.ofHead(Path.of("target", "watch-kills.txt").toAbsolutePath());
        while (tally.sum() < ALL) {
            long next = seed + tally.stories();
            tally.add(next, killed(next, Integer.MAX_VALUE));
        }
    }

    /**
     * @param enough after so many no further phase is merged
     * @return how many watchers were killed on the way, once they watched
     */
    private static int killed(long seed, int enough) {
        GiteaOrigin origin = new GiteaOrigin();
        try (Surroundings surroundings = Surroundings.of(StoryExamples.named("db-schenker", AUTOMATIC), origin)) {
            WatcherAccount account = new WatcherAccount(surroundings, origin);
            Reviewer reviewer = new Reviewer(origin.gitea(), "prod", seed);
            StoryLedger ledger = new StoryLedger(surroundings, AUTOMATIC);
            Set<String> ours = Remains.ofCrossfade(surroundings.clusters().look());
            StoryEnd end = new StoryEnd(surroundings, reviewer);
            try (Relay relay = new Relay(account, seed).start()) {
                WatchedStory story = new WatchedStory(surroundings, relay, reviewer, ledger);
                List<String> phases = story.toTheEnd(AUTOMATIC, () -> relay.kills() >= enough);
                int kills = relay.kills();
                System.out.println(relay.figures() + "; in " + phases.size() + " phases");
                relay.requireRelay();
                assertThat(ledger.faults()).isEmpty();
                end.requireReviews(phases, AUTOMATIC, relay.deaths());
                if (phases.equals(story.phases())) {
                    end.requireRemains(ours);
                }
                return kills;
            }
        }
    }
}
