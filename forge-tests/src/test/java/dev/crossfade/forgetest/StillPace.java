package dev.crossfade.forgetest;

import dev.crossfade.scm.forge.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A pace that waits for nothing and remembers for how long it would have. */
final class StillPace {
    static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final List<Duration> waits = new ArrayList<>();

    /** @param answer how long one answer may take, in real time */
    Pace within(Duration answer) {
        return new Pace(
                Clock.fixed(NOW, ZoneOffset.UTC),
                waits::add,
                () -> 1,
                new Pace.Bounds(answer, Duration.ofSeconds(90), 4));
    }

    List<Duration> waits() {
        return List.copyOf(waits);
    }
}
