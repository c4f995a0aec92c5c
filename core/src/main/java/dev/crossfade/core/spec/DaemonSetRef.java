package dev.crossfade.core.spec;

/** A DaemonSet by its place in the cluster. */
public record DaemonSetRef(
        @Key(value = "Namespace of the DaemonSet", required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        String namespace,

        @Key(value = "Name of the DaemonSet", required = true, pattern = Forms.NAME, form = Forms.NAME_MEANS)
        String name) {

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
