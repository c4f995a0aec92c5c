package dev.crossfade.core.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The Argo CD that applies what is merged. */
public record ArgoSpec(
        @Key(value = "Namespace of Argo CD", or = "argocd", pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        String namespace,

        @Key(
                value = "AppProject of the migration; crossfade-<migration> where it is not given",
                or = "",
                pattern = Forms.LABEL,
                form = Forms.LABEL_MEANS)
        String project,

        @Key(
                value = "What Argo CD reads; never a push target",
                required = true,
                pattern = "(?!https?://[^/]*@)(?![^@]*:[^/@]+@)([a-z0-9+.-]+://|[A-Za-z0-9_.-]+@).+",
                form = "a URL without user name or password (over SSH a user name may stand)")
        String repoURL,

        @Key(value = "Write the AppProjects into bootstrap.yaml", or = "true")
        boolean createProject,

        @Key(value = "Sync policy that hand-over leaves on Cilium's Application", or = "{automated: {}}")
        Map<String, Object> finalSyncPolicy) {

    public ArgoSpec {
        finalSyncPolicy = Collections.unmodifiableMap(new LinkedHashMap<>(finalSyncPolicy));
    }

    ArgoSpec in(String name) {
        return new ArgoSpec(namespace, name, repoURL, createProject, finalSyncPolicy);
    }
}
