package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Observatory;
import java.util.Optional;

/**
 * The clusters of a migration.
 *
 * @param refresher nothing where nothing at all may be written into them
 */
public record Clusters(Observatory observatory, Optional<Refresher> refresher) {

    /** Clusters that are looked at and nothing else. */
    public static Clusters of(Observatory observatory) {
        return new Clusters(observatory, Optional.empty());
    }
}
