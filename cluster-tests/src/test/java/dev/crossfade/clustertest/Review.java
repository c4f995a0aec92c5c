package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** The time that a pull request had: Gitea tells it to the second. */
record Review(Instant made, Instant merged) {

    /** The comment follows the status in one step of the watcher: who sees green may merge in between. */
    private static final Duration STEP = Duration.ofSeconds(5);

    static Review of(JsonNode page) {
        return new Review(time(page, "created_at"), time(page, "merged_at"));
    }

    private static Instant time(JsonNode page, String field) {
        return OffsetDateTime.parse(page.path(field).asText()).toInstant();
    }

    /** One of those who died may have been about to comment; who came after them found it merged. */
    boolean wasBrokenOff(List<Instant> deaths) {
        return deaths.stream()
                .anyMatch(death -> !death.isBefore(made)
                        && !death.isAfter(merged.plusSeconds(1).plus(STEP)));
    }
}
