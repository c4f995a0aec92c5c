package dev.crossfade.core.spec;

import java.util.List;

/** Images of the plan's Jobs, and how they and the probe's are pulled. */
public record ImagesSpec(
        @Key(
                value = "kubectl for Jobs; registry.k8s.io/kubectl of the cluster's release where it is not given",
                or = "")
        String kubectl,

        @Key(
                value = "Secrets in kube-system with which the images of Jobs and of the probe are pulled",
                or = "[]",
                pattern = Forms.NAME,
                form = Forms.NAME_MEANS)
        List<String> pullSecrets) {

    public ImagesSpec {
        pullSecrets = List.copyOf(pullSecrets);
    }
}
