package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A field that was read, and what a verdict rests on.
 *
 * @param object such as {@code Node ip-10-0-3-7}, or the address of a server
 * @param value as it was read, or what its absence looks like
 * @param since the time that the object itself gives for it, or null where it gives none
 */
public record Evidence(
        String object, String field, String value, @Nullable Instant since) {

    public static Evidence of(ObjectId object, String field, Object value) {
        return new Evidence(object.toString(), field, String.valueOf(value), null);
    }

    public static Evidence of(ObjectId object, String field, Object value, @Nullable Instant since) {
        return new Evidence(object.toString(), field, String.valueOf(value), since);
    }

    /** That the API server answers 404. */
    public static Evidence absent(ObjectId object) {
        return new Evidence(object.toString(), "", "404", null);
    }
}
