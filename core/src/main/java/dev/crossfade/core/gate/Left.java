package dev.crossfade.core.gate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much has still to move or go.
 *
 * @param rollout since when it is rolled out, or null where it is no rollout: what is counted for one says nothing of the next
 * @param step when a rollout came one further, as far as its pods tell; null where they do not
 */
public record Left(
        int count, @Nullable Instant rollout, @Nullable Instant step) {

    static Left of(int count) {
        return new Left(count, null, null);
    }

    /** Both of them, in the newer rollout of the two. */
    Left and(Left other) {
        return new Left(count + other.count, later(rollout, other.rollout), later(step, other.step));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
