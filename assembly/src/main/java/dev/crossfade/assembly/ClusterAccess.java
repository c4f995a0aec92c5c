package dev.crossfade.assembly;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Kubeconfig;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import io.fabric8.kubernetes.client.Config;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clusters of the surroundings: those that KUBECONFIG names, or the one that the process runs in. */
final class ClusterAccess implements AutoCloseable {

    private static final String KUBECONFIG = "KUBECONFIG";

    /** Set in every pod (Kubernetes, "Accessing the Kubernetes API from a Pod"). */
    private static final String IN_CLUSTER = "KUBERNETES_SERVICE_HOST";

    private final Surroundings surroundings;
    private @Nullable KubernetesObservatory open;

    ClusterAccess(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Nothing where neither the environment nor a person names a cluster: then nobody is asked. */
    Optional<Observatory> observatory() {
        boolean named = surroundings.environment().containsKey(KUBECONFIG)
                || surroundings.environment().containsKey(IN_CLUSTER)
                || !surroundings.contexts().equals(Surroundings.Contexts.NONE);
        return named ? Optional.of(reach()) : Optional.empty();
    }

    /** @throws CrossfadeException CLUSTER_UNREACHABLE where no cluster is named */
    Observatory required() {
        return observatory()
                .orElseThrow(() -> unreachable(
                        "no cluster is named, and nothing goes on before the cluster has proved the last phase",
                        "set KUBECONFIG, or name a context with --context"));
    }

    private Observatory reach() {
        Surroundings.Contexts contexts = surroundings.contexts();
        Config cluster = config(contexts.cluster());
        Connections connections = contexts.argo() == null
                ? Connections.to(cluster, Limits.USUAL, surroundings.pace().clock(), CallListener.NONE)
                : Connections.to(
                        cluster,
                        config(contexts.argo()),
                        Limits.USUAL,
                        surroundings.pace().clock(),
                        CallListener.NONE);
        open = new KubernetesObservatory(
                connections, Limits.USUAL, surroundings.pace().clock(), ProxySelector.getDefault());
        return open;
    }

    private Config config(@Nullable String context) {
        String path = surroundings.environment().get(KUBECONFIG);
        if (path == null) {
            return Kubeconfig.found(context);
        }
        if (!Files.isReadable(Path.of(path))) {
            throw unreachable(
                    "KUBECONFIG is " + path + ", and no such file can be read",
                    "name one file; of several, separated as kubectl takes them, make one: kubectl config view --flatten");
        }
        return Kubeconfig.of(Path.of(path), context);
    }

    private static CrossfadeException unreachable(String what, String cure) {
        return new CrossfadeException(ErrorCode.CLUSTER_UNREACHABLE, Where.nowhere(), what, cure);
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
