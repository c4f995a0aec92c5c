package dev.crossfade.core.progress;

import dev.crossfade.core.proof.Steadiness;
import java.util.List;

/**
 * What one look led to.
 *
 * @param status where the migration stood when it was looked at
 * @param steadiness what the next look of the same process has to know
 * @param done what was done about it, in order; in a dry run, what would be; empty where nothing was
 */
public record Advanced(StatusReport status, Decision decision, List<String> done, Steadiness steadiness) {

    public Advanced {
        done = List.copyOf(done);
    }
}
