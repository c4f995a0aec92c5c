package dev.crossfade.core.gate;

import dev.crossfade.core.observation.PodFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pod that is made to measure; as it begins it runs and is Ready. */
final class PodDraft {

    final String namespace;
    final String name;
    private final PodFact.Owner owner;
    private String app;
    private String node = "";
    private boolean hostNetwork;
    private List<String> addresses = List.of();
    private String phase = "Running";
    private Instant created = HealthyCluster.BEFORE;
    private @Nullable Instant started = HealthyCluster.BEFORE;
    private @Nullable Instant ready = HealthyCluster.BEFORE;
    private @Nullable Instant deleted;
    private @Nullable Instant begun;
    private @Nullable Instant waiting;
    private Instant unready = HealthyCluster.NOW;

    PodDraft(String namespace, String name, String kind, String owner) {
        this.namespace = namespace;
        this.name = name;
        this.owner = new PodFact.Owner(kind, owner);
        this.app = owner;
    }

    PodDraft app(String label) {
        app = label;
        return this;
    }

    PodDraft on(String machine) {
        node = machine;
        return this;
    }

    PodDraft host(String address) {
        hostNetwork = true;
        return at(address);
    }

    PodDraft at(String... all) {
        addresses = List.of(all);
        return this;
    }

    PodDraft phase(String now) {
        phase = now;
        return this;
    }

    PodDraft created(Instant time) {
        created = time;
        return this;
    }

    PodDraft started(@Nullable Instant time) {
        started = time;
        return this;
    }

    /** Its init containers ran then, and not again. */
    PodDraft begun(Instant time) {
        begun = time;
        return this;
    }

    PodDraft ready(@Nullable Instant time) {
        ready = time;
        return this;
    }

    PodDraft unready(Instant since) {
        unready = since;
        return ready(null);
    }

    PodDraft deleted(Instant time) {
        deleted = time;
        return this;
    }

    /** On its node since then, and without an address. */
    PodDraft waiting(Instant since) {
        waiting = since;
        addresses = List.of();
        return phase("Pending").started(null).ready(null);
    }

    PodFact fact() {
        return new PodFact(
                namespace,
                name,
                app,
                owner,
                new PodFact.Placement(node, hostNetwork, addresses),
                new PodFact.Life(
                        phase,
                        created,
                        0,
                        started,
                        ready,
                        deleted,
                        waiting,
                        ready == null ? unready : null,
                        begun == null ? started : begun));
    }
}
