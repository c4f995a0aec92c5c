package dev.crossfade.forgetest;

/** What a forge makes of a branch when it merges it. */
public enum MergeStyle {
    /** A commit with two parents. */
    MERGE,
    /** One new commit with all changes. */
    SQUASH,
    /** Every commit anew on top of the base. */
    REBASE,
    /** The base moves to the head, which has to hold it. */
    FAST_FORWARD
}
