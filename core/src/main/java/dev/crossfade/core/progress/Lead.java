package dev.crossfade.core.progress;

/** Whether who acts is the one that may. */
public enum Lead {
    LEADS,
    /** It may not for much longer: nothing is begun, and what is green is taken back while that can be done. */
    ENDS,
    FOLLOWS
}
