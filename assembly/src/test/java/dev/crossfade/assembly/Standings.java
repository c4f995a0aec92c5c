package dev.crossfade.assembly;

import dev.crossfade.core.progress.StatusReport;

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

    /** The phase is merged, and the one after it proposed. */
    public static StatusReport proposedAfter(String phase) {
        return new StatusScene(JOURNEY, phase, 2).proposed(7).unasked();
    }
}
