package dev.crossfade.core.phase;

import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Map;

/** The Secrets with which nodes pull the images of a pod that the plan writes. */
final class PullSecrets {

    private PullSecrets() {}

    /** @param workload a manifest with a template of pods, which stays as it is where no Secret is named */
    static Manifest into(Manifest workload, MigrationSpec spec) {
        List<String> secrets = spec.images().pullSecrets();
        return secrets.isEmpty()
                ? workload
                : workload.set(
                        "spec.template.spec.imagePullSecrets",
                        secrets.stream().map(name -> Map.of("name", name)).toList());
    }
}
