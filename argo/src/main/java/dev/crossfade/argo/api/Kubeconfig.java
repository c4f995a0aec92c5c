package dev.crossfade.argo.api;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a cluster is, and as whom it is asked, as kubectl's file or the pod that the process runs in says. */
public final class Kubeconfig {

    private Kubeconfig() {}

    /** @param context one of the file's, or null for its current one */
    public static Config of(Path file, @Nullable String context) {
        return Config.fromKubeconfig(context, file.toFile());
    }

    /** The usual file, or the service account of a pod. */
    public static Config found(@Nullable String context) {
        return Config.autoConfigure(context);
    }
}
