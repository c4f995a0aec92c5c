package dev.crossfade.core.spec;

import java.time.Instant;

/** The copy of the cluster's objects that somebody made; it brings back objects, not nodes. */
public record BackupSpec(
        @Key(value = "Where the copy lies", required = true) String reference,
        @Key(value = "When it was taken", required = true) Instant takenAt) {}
