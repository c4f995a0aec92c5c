package dev.crossfade.cli;

import dev.crossfade.assembly.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters are asked: those of KUBECONFIG, by the names of its contexts. */
final class ClusterOptions {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description =
                    "Context of the kubeconfig for the cluster that migrates; the current one where it is not given.")
    private @Nullable String cluster;

    @Option(
            names = "--argo-context",
            paramLabel = "NAME",
            description = "Context for the cluster that Argo CD runs in, where it is another one.")
    private @Nullable String argo;

    Surroundings in(Surroundings surroundings) {
        return surroundings.withContexts(new Surroundings.Contexts(cluster, argo));
    }
}
