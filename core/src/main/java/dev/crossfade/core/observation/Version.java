package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an object was seen.
 *
 * @param resourceVersion opaque; equal means the same state; empty for what changes by its heartbeats alone
 * @param generation counts changes of what is wanted; 0 where the kind does not count
 * @param created by the API server's clock, whole seconds
 * @param changed the newest time of a managed field outside subresources, or {@code created}: heartbeats do not count
 * @param deleted when its deletion was asked for, or null
 * @param finalizers what keeps it after that
 */
public record Version(
        String uid,
        String resourceVersion,
        long generation,
        Instant created,
        Instant changed,
        @Nullable Instant deleted,
        List<String> finalizers) {

    public Version {
        finalizers = List.copyOf(finalizers);
    }

    public boolean isDeleting() {
        return deleted != null;
    }
}
