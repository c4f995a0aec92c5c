package dev.crossfade.assembly;

import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Set;

/** Places at which a migration stands, for tests of those who tell of it. */
public final class Standings {

    private static final Journey JOURNEY = Journey.of(Story.preview());

    private Standings() {}

    /** Before the first phase. */
    public static StatusReport planned() {
        return StatusScene.planned(JOURNEY, HistoryScene.MERGED);
    }

    /** A phase is merged, whose gates and the next one's entry gates were judged. */
    public static StatusReport merged() {
        return new StatusScene(JOURNEY, "enforce-policies", 2).report();
    }

    /** An open one of a phase. */
    public static PullRequest request(String phase) {
        return new PullRequest(
                17,
                "https://git.example.com/pulls/17",
                "crossfade/prod/" + phase,
                "a".repeat(40),
                "main",
                PullRequest.State.OPEN,
                false,
                "title",
                "text",
                Set.of(),
                Set.of(),
                HistoryScene.MERGED,
                null);
    }

    /** The phase is merged, and the one after it proposed. */
    public static StatusReport proposedAfter(String phase) {
        return new StatusScene(JOURNEY, phase, 2).proposed(7).unasked();
    }
}
