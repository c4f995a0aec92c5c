package dev.crossfade.assembly;

import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.report.ProgressListener;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the clusters of the surroundings for as long as a command lasts. */
final class ClusterAccess implements AutoCloseable {

    private final Surroundings surroundings;
    private final ProgressListener progress;
    private @Nullable KubernetesObservatory open;

    /** @param progress hears what is not understood by a mistake of Crossfade's own */
    ClusterAccess(Surroundings surroundings, ProgressListener progress) {
        this.surroundings = surroundings;
        this.progress = progress;
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
                ProxySelector.getDefault(),
                this::mistaken);
        return open;
    }

    private void mistaken(String question, Throwable mistake) {
        progress.step("the answer to " + question + " is not understood, which should not happen; please report it: "
                + mistake + " at " + String.join(", ", StackFrames.of(mistake)));
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
        }
    }
}
