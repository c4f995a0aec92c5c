package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Whoever watches, as those see it who wait for it. */
interface Watch {

    /** The newest line on where the migration stands. */
    Optional<JsonNode> stands();

    /** @throws AssertionError where nobody watches any more */
    void requireAlive();
}
