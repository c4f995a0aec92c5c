package dev.crossfade.core.progress;

import java.util.List;

/**
 * What one look led to.
 *
 * @param status where the migration stood when it was looked at
 * @param done what was done about it, in order; in a dry run, what would be; empty where nothing was
 */
public record Advanced(StatusReport status, Decision decision, List<String> done) {

    public Advanced {
        done = List.copyOf(done);
    }
}
