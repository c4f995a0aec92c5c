package dev.crossfade.core.observation;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a gate wants to know. Equal questions get one answer in a look.
 *
 * @param <T> what answers it
 */
public sealed interface Question<T> {

    /** Every node of the cluster that migrates. */
    record Nodes() implements Question<List<NodeFact>> {}

    /** Every pod of the cluster that migrates, by node. */
    record Pods() implements Question<Grouped<PodFact>> {}

    /** Every CiliumNode; none where the kind is not served. */
    record CiliumNodes() implements Question<List<CiliumNodeFact>> {}

    /** Every CiliumEndpoint, by namespace; none where the kind is not served. */
    record Endpoints() implements Question<Grouped<EndpointFact>> {}

    /** One object by name; nothing where the API server answers 404, or does not serve the kind. */
    record Named(Seat seat, ObjectId id) implements Question<Optional<ObjectFact>> {}

    /** What a JSONPath, as kubectl writes it, finds in an object: every match as text; nothing where there is no object. */
    record Field(ObjectId id, String path) implements Question<Optional<List<String>>> {}

    /**
     * Every object of a kind; none where the kind is not served.
     *
     * @param namespace empty for all of them
     */
    record Listed(Seat seat, String apiVersion, String kind, String namespace) implements Question<List<ObjectFact>> {}

    /** Whether an API group and version is served at all. */
    record Served(String apiVersion) implements Question<Boolean> {}

    /** What every instance of a Goldpinger says of every other. */
    record Mesh(Goldpinger goldpinger) implements Question<MeshFact> {}

    /** What every Cilium agent measured, by node. */
    record AgentMetrics() implements Question<Map<String, Reading<MetricsFact>>> {}

    /** An instant query of a Prometheus. */
    record Prometheus(URI server, String query) implements Question<List<SampleFact>> {}

    /** What an address answers to GET. */
    record Http(URI address) implements Question<HttpFact> {}

    /** Where a Goldpinger is. */
    sealed interface Goldpinger {

        /** Behind the API server's pod proxy: any of the DaemonSet's pods. */
        record InCluster(String namespace, String daemonSet) implements Goldpinger {}

        /** At an address of its own. */
        record At(URI address) implements Goldpinger {}
    }
}
