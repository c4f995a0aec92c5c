package dev.crossfade.scm.forge;

import java.time.Duration;

/** What is left of the time that one call may wait, and of its tries. */
final class Patience {
    private final Pace pace;
    private Duration left;
    private int tries = 1;

    Patience(Pace pace) {
        this.pace = pace;
        this.left = pace.bounds().patience();
    }

    /** Waits a while before the next try; false, at once, where there were enough tries or would be too long a wait. */
    boolean again() {
        return again(Duration.ZERO);
    }

    /** @param least the time that the forge asks for, or zero */
    boolean again(Duration least) {
        if (tries >= pace.bounds().tries()) {
            return false;
        }
        Duration backoff = pace.backoff(tries++);
        return waited(least.compareTo(backoff) > 0 ? least : backoff);
    }

    /** Waits for a time that the forge names; false, at once, where that is too long. */
    boolean waited(Duration time) {
        if (time.compareTo(left) > 0) {
            return false;
        }
        left = left.minus(time);
        try {
            pace.sleeper().sleep(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
