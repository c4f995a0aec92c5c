package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod, reduced to what gates ask: a cluster may have 150,000 of them.
 *
 * @param app the label by which people find it: {@code k8s-app}, or else {@code app.kubernetes.io/name}, or empty
 */
public record PodFact(String namespace, String name, String app, Owner owner, Placement placement, Life life) {

    /**
     * What made it, a Deployment's ReplicaSet counting as the Deployment.
     *
     * @param kind empty for a pod of its own
     */
    public record Owner(String kind, String name) {}

    /**
     * Where it runs.
     *
     * @param node empty while it is not scheduled
     * @param addresses its podIPs; those of its node with the host's network
     */
    public record Placement(String node, boolean hostNetwork, List<String> addresses) {
        public Placement {
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * What happened to it, by the clocks of API server and kubelet.
     *
     * @param phase Pending, Running, Succeeded, Failed or Unknown
     * @param restarts of all its containers together
     * @param started when the oldest of its running containers started, or null while none runs
     * @param ready when it became Ready, or null while it is not
     * @param deleted when its deletion was asked for, or null
     * @param waiting since when it is on a node and has no address of its own, or null where it has one or needs none
     * @param unready since when it is not Ready, or null while it is
     * @param begun when the first of its init containers began, or {@code started} where it has none: a container that is started anew
     *     alone reads what these have prepared before
     */
    public record Life(
            String phase,
            Instant created,
            int restarts,
            @Nullable Instant started,
            @Nullable Instant ready,
            @Nullable Instant deleted,
            @Nullable Instant waiting,
            @Nullable Instant unready,
            @Nullable Instant begun) {

        /** Of one without init containers that waits for no address, and was never Ready where it is not. */
        public Life(
                String phase,
                Instant created,
                int restarts,
                @Nullable Instant started,
                @Nullable Instant ready,
                @Nullable Instant deleted) {
            this(phase, created, restarts, started, ready, deleted, null, ready == null ? created : null, started);
        }
    }

    public ObjectId id() {
        return ObjectId.namespaced("v1", "Pod", namespace, name);
    }

    public String node() {
        return placement.node();
    }

    public boolean isReady() {
        return life.ready() != null && life.deleted() == null;
    }

    public boolean isRunning() {
        return life.phase().equals("Running");
    }

    /** True where it has come to its end and has no network any more. */
    public boolean isOver() {
        return life.phase().equals("Succeeded") || life.phase().equals("Failed");
    }

    /** True where it is not over, and nobody has asked for its deletion. */
    public boolean isToStay() {
        return !isOver() && life.deleted() == null;
    }

    /** True where a CNI plugin has to give it a network: it is on a node, not on the host's network, and not over. */
    public boolean hasOwnNetwork() {
        return !placement.hostNetwork() && !placement.node().isEmpty() && !isOver();
    }

    public boolean isOf(String kind, String namespaceOfOwner, String nameOfOwner) {
        return owner.kind().equals(kind)
                && namespace.equals(namespaceOfOwner)
                && owner.name().equals(nameOfOwner);
    }
}
