package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.Version;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an object's metadata. */
final class Versions {

    private Versions() {}

    static Version of(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        Instant created = created(object);
        return new Version(
                Json.text(metadata, "uid"),
                Json.text(metadata, "resourceVersion"),
                metadata.path("generation").asLong(),
                created,
                changed(metadata.path("managedFields"), created),
                deleted(object),
                Json.texts(metadata.path("finalizers")));
    }

    /** An object that an aggregated API makes up as it is asked may have no time; then it is as old as can be. */
    static Instant created(JsonNode object) {
        return Objects.requireNonNullElse(Json.time(object, "metadata", "creationTimestamp"), Instant.EPOCH);
    }

    /**
     * When the deletion was asked for: the timestamp lies a grace period later (kubernetes, apimachinery/pkg/apis/meta/v1/types.go,
     * DeletionTimestamp).
     */
    static @Nullable Instant deleted(JsonNode object) {
        Instant due = Json.time(object, "metadata", "deletionTimestamp");
        return due == null
                ? null
                : due.minusSeconds(Json.at(object, "metadata", "deletionGracePeriodSeconds")
                        .asLong());
    }

    private static Instant changed(JsonNode managedFields, Instant created) {
        Instant newest = created;
        for (JsonNode entry : managedFields) {
            Instant at = Json.time(entry, "time");
            if (at != null && Json.text(entry, "subresource").isEmpty() && at.isAfter(newest)) {
                newest = at;
            }
        }
        return newest;
    }
}
