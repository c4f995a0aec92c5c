package dev.crossfade.core.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A workload that stands still while its nodes move. */
public record WorkloadSpec(
        @Key(
                value = "Kind of the object",
                required = true,
                pattern = "[A-Za-z][A-Za-z0-9]*",
                form = "a kind such as StatefulSet")
        String kind,

        @Key(
                value = "API version of the object",
                or = "apps/v1",
                pattern = "([a-z0-9][-a-z0-9.]*/)?v[0-9][a-z0-9]*",
                form = "an API version such as apps/v1")
        String apiVersion,

        @Key(value = "Namespace of the object", required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        String namespace,

        @Key(value = "Name of the object", required = true, pattern = Forms.NAME, form = Forms.NAME_MEANS)
        String name,

        @Key("Replicas that it has when it runs") @Nullable Integer replicas,

        @Key(value = "Labels of the nodes that it may run on, for which alone it waits", required = true)
        Map<String, String> nodeSelector,

        @Key("Where Git keeps it; without it a Job scales or annotates it") @Nullable
        GitSource source,

        @Key(value = "Annotations that pause it, instead of replicas", or = "{}")
        Map<String, String> annotate) {

    public WorkloadSpec {
        nodeSelector = Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        annotate = Collections.unmodifiableMap(new TreeMap<>(annotate));
        source = source == null ? null : source.or(annotate.isEmpty() ? "spec.replicas" : "metadata.annotations");
    }

    /** True where annotations pause it, false where it is scaled. */
    public boolean pauses() {
        return !annotate.isEmpty();
    }

    /** What makes two entries the same object, as kubectl writes it: every version of a group serves the same one. */
    public String identity() {
        String group = apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
        return kind + group + " " + namespace + "/" + name;
    }

    /** The place of a number, or of a map of annotations, in a file of this repository. */
    public record GitSource(
            @Key(value = "File of this repository", required = true, pattern = Forms.PATH, form = Forms.PATH_MEANS)
            String file,

            @Key("Dotted path of the replicas (spec.replicas), or of a map of annotations (metadata.annotations)")
            @Nullable
            String path) {

        GitSource or(String usual) {
            return path == null ? new GitSource(file, usual) : this;
        }
    }
}
