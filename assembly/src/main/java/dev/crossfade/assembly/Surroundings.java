package dev.crossfade.assembly;

import dev.crossfade.scm.forge.Pace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command takes from the machine that it runs on.
 *
 * @param environment the process's variables, which say how remote and forge are reached (docs/access.md)
 * @param pace how long it waits for a forge, and how often it tries
 * @param charts a folder of packaged charts that a person named (docs/charts.md)
 * @param contexts how a person named the clusters
 */
public record Surroundings(Map<String, String> environment, Pace pace, Optional<Path> charts, Contexts contexts) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** One in which nobody named a folder of charts. */
    public Surroundings(Map<String, String> environment, Pace pace) {
        this(environment, pace, Optional.empty(), Contexts.NONE);
    }

    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(environment, Pace.usual());
    }

    /** The same with a folder of charts. */
    public Surroundings withCharts(Path folder) {
        return new Surroundings(environment, pace, Optional.of(folder), contexts);
    }

    /** The same with contexts of the kubeconfig. */
    public Surroundings withContexts(Contexts named) {
        return new Surroundings(environment, pace, charts, named);
    }

    /**
     * Contexts of the kubeconfig.
     *
     * @param cluster the one of the cluster that migrates, or null for the current one
     * @param argo the one of the cluster that Argo CD runs in, or null for the same cluster
     */
    public record Contexts(
            @Nullable String cluster, @Nullable String argo) {
        public static final Contexts NONE = new Contexts(null, null);
    }
}
