package dev.crossfade.assembly.watch;

import dev.crossfade.argo.write.LeaseElection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How a watch is run.
 *
 * @param listen where it answers {@code /healthz}, {@code /readyz} and {@code /metrics}
 * @param lease the Lease in the cluster that migrates; nothing where this is the only watcher, which then records no Events either
 * @param banner whether Argo CD's page shows where the migration stands
 * @param json whether the log has a JSON object a line
 * @param dryRun whether it looks and says, and writes nothing anywhere
 */
public record WatchSettings(
        InetSocketAddress listen, Optional<Lease> lease, boolean banner, boolean json, boolean dryRun) {

    /**
     * A Lease by its place.
     *
     * @param lasts for how long it counts that nobody renews; {@link #SHORTEST} at least
     */
    public record Lease(String namespace, String name, Duration lasts) {
        public static final Duration SHORTEST = LeaseElection.Times.SHORTEST;
    }
}
