package dev.crossfade.assembly;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Kubeconfig;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.Writes;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the clusters are reached: as KUBECONFIG and the contexts say, or from the pod that the process runs in.
 *
 * @param argo nothing where Argo CD runs in the cluster that migrates
 */
public record ClusterConfigs(Config cluster, Optional<Config> argo) {

    private static final String KUBECONFIG = "KUBECONFIG";

    /** Set in every pod (Kubernetes, "Accessing the Kubernetes API from a Pod"). */
    private static final String IN_CLUSTER = "KUBERNETES_SERVICE_HOST";

    /**
     * Clusters as they are reached.
     *
     * @param looks connections for looking
     * @param cluster writes to the cluster that migrates
     * @param argo writes to the one that Argo CD runs in
     */
    public record Reached(Connections looks, Writes cluster, Writes argo) {}

    /** Nothing where neither the environment nor a person names a cluster: then nobody is asked. */
    static Optional<ClusterConfigs> of(Surroundings surroundings) {
        Map<String, String> environment = surroundings.environment();
        Surroundings.Contexts contexts = surroundings.contexts();
        boolean named = environment.containsKey(KUBECONFIG)
                || environment.containsKey(IN_CLUSTER)
                || !contexts.equals(Surroundings.Contexts.NONE);
        return named
                ? Optional.of(new ClusterConfigs(
                        config(environment, contexts.cluster()),
                        Optional.ofNullable(contexts.argo()).map(argo -> config(environment, argo))))
                : Optional.empty();
    }

    /** @throws CrossfadeException CLUSTER_UNREACHABLE where no cluster is named */
    static ClusterConfigs required(Surroundings surroundings) {
        return of(surroundings)
                .orElseThrow(() -> unreachable(
                        "no cluster is named, and nothing goes on before the cluster has proved the last phase",
                        "set KUBECONFIG, or name a context with --context"));
    }

    /** The one that Argo CD runs in. */
    Config seat() {
        return argo.orElse(cluster);
    }

    Connections connect(Limits limits, Clock clock, CallListener listener) {
        return argo.map(other -> Connections.to(cluster, other, limits, clock, listener))
                .orElseGet(() -> Connections.to(cluster, limits, clock, listener));
    }

    /** With connections that write, too. */
    Reached reach(Clock clock, CallListener listener) {
        return new Reached(
                connect(Limits.WATCHING, clock, listener),
                Connections.writing(cluster, Limits.WATCHING, listener),
                Connections.writing(seat(), Limits.WATCHING, listener));
    }

    private static Config config(Map<String, String> environment, @Nullable String context) {
        String path = environment.get(KUBECONFIG);
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
}
