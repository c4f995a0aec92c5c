package dev.crossfade.core.report;

import java.util.Objects;

/** One thing that is wrong or worth knowing: its code, weight, place, what happened, and what to do about it. */
public record Problem(ErrorCode code, Severity severity, Where where, String message, String cure) {

    public Problem {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(where, "where");
        if (message.isBlank() || cure.isBlank()) {
            throw new IllegalArgumentException("a problem says what happened and what cures it: " + code);
        }
    }

    public static Problem blocker(ErrorCode code, Where where, String message, String cure) {
        return new Problem(code, Severity.BLOCKER, where, message, cure);
    }

    public static Problem warning(ErrorCode code, Where where, String message, String cure) {
        return new Problem(code, Severity.WARNING, where, message, cure);
    }

    public static Problem note(ErrorCode code, Where where, String message, String cure) {
        return new Problem(code, Severity.NOTE, where, message, cure);
    }

    /** The same problem at a more exact place. */
    public Problem at(Where place) {
        return new Problem(code, severity, place, message, cure);
    }

    /** True for the same finding of the same file, whatever line it stands in by now. */
    public boolean saysTheSame(Problem other) {
        return code == other.code
                && message.equals(other.message)
                && Objects.equals(where.file(), other.where.file())
                && Objects.equals(where.object(), other.where.object());
    }

    public boolean isBlocker() {
        return severity == Severity.BLOCKER;
    }
}
