package dev.crossfade.core.progress;

import dev.crossfade.core.report.Problem;
import java.time.Duration;
import java.util.List;

/**
 * One look of a watch, and what came of it.
 *
 * @param notices what was written on the forge for readers
 * @param troubles what could not be written there; the decision does not depend on it
 * @param rest after which to look again where nothing happens before
 */
public record Turn(Advanced advanced, List<String> notices, List<Problem> troubles, Duration rest) {

    public Turn {
        notices = List.copyOf(notices);
        troubles = List.copyOf(troubles);
    }
}
