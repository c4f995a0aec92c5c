package dev.crossfade.core.phase;

import java.util.Locale;

/** How a phase goes back: by reverting its commit, by commits of its own, or not at all. */
public enum Undo {
    REVERT,
    ROLLBACK,
    NONE;

    /** The word in the trailer Crossfade-Undo and in JSON. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
