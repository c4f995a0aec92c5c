package dev.crossfade.assembly;

import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.core.observation.Observatory;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the clusters of the surroundings for as long as a command lasts. */
final class ClusterAccess implements AutoCloseable {

    private final Surroundings surroundings;
    private @Nullable KubernetesObservatory open;

    ClusterAccess(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Nothing where no cluster is named. */
    Optional<Observatory> observatory() {
        return ClusterConfigs.of(surroundings).map(this::reach);
    }

    /** @throws dev.crossfade.core.report.CrossfadeException CLUSTER_UNREACHABLE where no cluster is named */
    Observatory required() {
        return reach(ClusterConfigs.required(surroundings));
    }

    private Observatory reach(ClusterConfigs configs) {
        Clock clock = surroundings.pace().clock();
        open = new KubernetesObservatory(
                configs.connect(Limits.USUAL, clock, CallListener.NONE),
                Limits.USUAL,
                clock,
                ProxySelector.getDefault());
        return open;
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
