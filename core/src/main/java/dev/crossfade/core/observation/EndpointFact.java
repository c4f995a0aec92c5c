package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;

/**
 * A CiliumEndpoint: a pod of the same namespace and name that Cilium's agent manages.
 *
 * @param state ready, or why it is not
 */
public record EndpointFact(String namespace, String name, String state, List<String> addresses, Instant created) {

    public EndpointFact {
        addresses = List.copyOf(addresses);
    }

    public ObjectId id() {
        return ObjectId.namespaced("cilium.io/v2", "CiliumEndpoint", namespace, name);
    }
}
