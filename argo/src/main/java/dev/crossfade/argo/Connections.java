package dev.crossfade.argo;

import dev.crossfade.argo.api.ApiServer;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.Writes;
import dev.crossfade.core.observation.Seat;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Clock;

/**
 * The cluster that migrates, and the one that Argo CD runs in.
 *
 * @param argo the same object where they are one
 */
public record Connections(Cluster cluster, Cluster argo) implements AutoCloseable {

    /** Where both are one. */
    public static Connections to(Config config, Limits limits, Clock clock, CallListener listener) {
        Cluster both = open(config, limits, clock, listener);
        return new Connections(both, both);
    }

    public static Connections to(Config cluster, Config argo, Limits limits, Clock clock, CallListener listener) {
        return new Connections(open(cluster, limits, clock, listener), open(argo, limits, clock, listener));
    }

    /**
     * Retries are counted in {@link ApiServer}; fabric8 alone would try ten times. HTTP/1.1, for an API server ends an HTTP/2
     * connection with a 401 (kubernetes, apiserver/pkg/endpoints/filters/authentication.go, UnauthenticatedHTTP2DOSMitigation),
     * and the JDK's client then loses the answer.
     */
    private static Cluster open(Config config, Limits limits, Clock clock, CallListener listener) {
        return new Cluster(new ApiServer(client(config, limits), limits, clock, listener));
    }

    /** One that writes, beside the others. */
    public static Writes writing(Config config, Limits limits, CallListener listener) {
        return new Writes(client(config, limits), limits.call(), listener);
    }

    private static KubernetesClient client(Config config, Limits limits) {
        Config bounded = new ConfigBuilder(config)
                .withRequestRetryBackoffLimit(0)
                .withHttp2Disable(true)
                .withConnectionTimeout((int) limits.call().toMillis())
                .withRequestTimeout((int) limits.call().toMillis())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(bounded)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    Cluster of(Seat seat) {
        return seat == Seat.ARGO ? argo : cluster;
    }

    @Override
    public void close() {
        cluster.server().close();
        if (argo != cluster) {
            argo.server().close();
        }
    }
}
