package dev.crossfade.core.phase;

import java.util.List;
import java.util.Optional;

/** Lets Cilium route in BPF: the host's routes to pods on Calico are no longer needed. */
final class HostRoutingPhase implements Phase {

    @Override
    public String id() {
        return "host-routing";
    }

    @Override
    public String title() {
        return "route in BPF";
    }

    @Override
    public Optional<String> skipped(Migration migration) {
        return migration.spec().cilium().hostLegacyRoutingAtEnd()
                ? Optional.of("cilium.hostLegacyRoutingAtEnd is true")
                : Optional.empty();
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(
                        id(),
                        title(),
                        workspace -> Overlay.set(
                                workspace,
                                migration.layout(),
                                "bpf.hostLegacyRouting",
                                false,
                                "migration: no pod needs the host's routes any more; drop-overlay moves it to the"
                                        + " customer's file"))
                .gates("host-routing", "pods-managed")
                .revert("revert, until drop-overlay; each node's network pauses briefly while its agent restarts."
                        + Overlay.REVERT_IN_TIME));
    }
}
