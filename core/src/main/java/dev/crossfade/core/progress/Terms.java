package dev.crossfade.core.progress;

import java.time.Instant;

/**
 * Under which a proposal is made.
 *
 * @param now the time, for windows
 * @param resume a person's word to go on after a stop
 * @param dryRun say what would be done, and do nothing
 */
public record Terms(Instant now, boolean resume, boolean dryRun) {}
