package dev.crossfade.assembly.watch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether the watch lives, and whether its looks come to an end; read by other threads. */
public final class Pulse {

    /** No look takes as long: every call in it has an end. After it the process had better be started anew. */
    static final Duration DEAD = Duration.ofMinutes(10);

    /** After as long without a look that came to its end, nobody should rely on it. */
    static final Duration BLIND = Duration.ofMinutes(5);

    private final Clock clock;
    private volatile Instant beat;
    private volatile @Nullable Instant looked;
    private volatile String trouble = "";

    public Pulse(Clock clock) {
        this.clock = clock;
        this.beat = clock.instant();
    }

    void beat() {
        beat = clock.instant();
    }

    void looked() {
        looked = clock.instant();
        trouble = "";
    }

    void failed(String why) {
        trouble = why;
    }

    boolean isAlive() {
        return beat.plus(DEAD).isAfter(clock.instant());
    }

    boolean isReady() {
        Instant last = looked;
        return last != null && last.plus(BLIND).isAfter(clock.instant());
    }

    /** For a person who asks. */
    String words() {
        Instant last = looked;
        String looks = last == null ? "no look has come to its end yet" : "last look at " + last;
        return trouble.isEmpty() ? looks : looks + "; then: " + trouble;
    }
}
