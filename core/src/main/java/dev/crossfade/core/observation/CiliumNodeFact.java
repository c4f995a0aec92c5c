package dev.crossfade.core.observation;

import java.util.List;

/**
 * A CiliumNode.
 *
 * @param blocks the node's blocks of pod addresses, as CIDRs
 * @param addresses its InternalIPs
 * @param error what the operator could not give it, or empty
 */
public record CiliumNodeFact(String name, Version version, List<String> blocks, List<String> addresses, String error) {

    public CiliumNodeFact {
        blocks = List.copyOf(blocks);
        addresses = List.copyOf(addresses);
    }

    public ObjectId id() {
        return ObjectId.global("cilium.io/v2", "CiliumNode", name);
    }
}
