package dev.crossfade.core.spec;

/** How Calico was installed. */
public enum CalicoInstall {
    @Word("operator")
    OPERATOR,
    @Word("manifest")
    MANIFEST
}
