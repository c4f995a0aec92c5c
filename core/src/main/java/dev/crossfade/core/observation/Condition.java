package dev.crossfade.core.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A condition of an object.
 *
 * @param status True, False or Unknown
 * @param since when it last went from one to another, or null where the object does not say
 */
public record Condition(
        String type,
        String status,
        String reason,
        String message,
        @Nullable Instant since) {

    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }
}
