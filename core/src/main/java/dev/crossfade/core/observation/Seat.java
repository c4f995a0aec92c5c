package dev.crossfade.core.observation;

/** Which API server a question goes to: Argo CD may run in another cluster than the one that migrates. */
public enum Seat {
    /** The cluster that migrates. */
    CLUSTER,
    /** The one that Argo CD runs in. */
    ARGO
}
