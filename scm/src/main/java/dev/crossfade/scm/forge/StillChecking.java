package dev.crossfade.scm.forge;

import java.time.Duration;

/** Waits, for some seconds in all, while a forge finds out whether it can merge a pull request. */
final class StillChecking {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Patience patience;
    private int left = 10;

    StillChecking(Patience patience) {
        this.patience = patience;
    }

    /** False, at once, where that was long enough. */
    boolean waited() {
        return left-- > 0 && patience.waited(PAUSE);
    }
}
