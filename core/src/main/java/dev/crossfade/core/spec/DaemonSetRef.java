package dev.crossfade.core.spec;

/** A DaemonSet by its place in the cluster. */
public record DaemonSetRef(
        @Key(value = "Namespace of the DaemonSet", required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        String namespace,

        @Key(
                value = "Name of the DaemonSet",
                required = true,
                pattern = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?",
                form = "a name of lower case, digits, '-' and '.'")
        String name) {

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
