package dev.crossfade.core.report;

import java.util.Locale;

/** How much a problem weighs: a blocker stops the job, a warning wants an answer, a note only informs. */
public enum Severity {
    BLOCKER,
    WARNING,
    NOTE;

    /** The name as people and JSON see it, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
