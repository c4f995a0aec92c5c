package dev.crossfade.core.spec;

/** When declared workloads stop. */
public enum Quiesce {
    @Word("beforeFirstNodes")
    BEFORE_FIRST_NODES,
    @Word("beforeInstall")
    BEFORE_INSTALL
}
