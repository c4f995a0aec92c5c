package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which state of an object was seen.
 *
 * <p>Two are equal where nothing differs but {@code resourceVersion}, which each heartbeat of a node changes.
 *
 * @param resourceVersion opaque; of the state in which what is said here was seen first
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Version version
                && uid.equals(version.uid)
                && generation == version.generation
                && created.equals(version.created)
                && changed.equals(version.changed)
                && Objects.equals(deleted, version.deleted)
                && finalizers.equals(version.finalizers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(uid, generation, created, changed, deleted, finalizers);
    }
}
