package dev.crossfade.core.spec;

/** Images of the plan's Jobs. */
public record ImagesSpec(
        @Key(
                value = "kubectl for Jobs; registry.k8s.io/kubectl of the cluster's release where it is not given",
                or = "")
        String kubectl) {}
