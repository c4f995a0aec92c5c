package dev.crossfade.core.spec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A workload that stands still while its nodes move. */
public record WorkloadSpec(
        @Key(value = "Kind of the object", required = true) String kind,

        @Key(value = "API version of the object", or = "apps/v1")
        String apiVersion,

        @Key(value = "Namespace of the object", required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        String namespace,

        @Key(value = "Name of the object", required = true) String name,
        @Key("Replicas that it has when it runs") @Nullable Integer replicas,

        @Key(value = "Labels of the nodes that it may run on", or = "{}")
        Map<String, String> nodeSelector,

        @Key("Where Git keeps it; without it a Job scales it") @Nullable
        GitSource source,

        @Key(value = "Annotations that pause it, instead of replicas", or = "{}")
        Map<String, String> annotate) {

    public WorkloadSpec {
        nodeSelector = Collections.unmodifiableMap(new TreeMap<>(nodeSelector));
        annotate = Collections.unmodifiableMap(new TreeMap<>(annotate));
    }

    /** The place of a number in a file of this repository. */
    public record GitSource(
            @Key(value = "File of this repository", required = true, pattern = Forms.PATH, form = Forms.PATH_MEANS)
            String file,

            @Key(value = "Dotted path of the replicas", or = "spec.replicas")
            String path) {}
}
