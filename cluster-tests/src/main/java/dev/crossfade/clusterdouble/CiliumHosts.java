package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Interface cilium_host of each node: made by its first agent with an address of the node's block, and there until the node
 * is rebooted, whatever becomes of Cilium (cilium, pkg/datapath/loader/netlink.go, setupBaseDevice).
 */
final class CiliumHosts implements Actor {

    private final Map<String, String> addresses;

    /** @param addresses by node, as they are there already */
    CiliumHosts(Map<String, String> addresses) {
        this.addresses = new TreeMap<>(addresses);
    }

    @Override
    public void look(Cluster cluster) {
        if (cluster.serves(Cluster.CILIUM_NODE)) {
            for (GenericKubernetesResource node : cluster.client()
                    .genericKubernetesResources(Cluster.CILIUM_NODE)
                    .list()
                    .getItems()) {
                List<String> blocks = node.get("spec", "ipam", "podCIDRs");
                String block = blocks.get(0);
                addresses.putIfAbsent(node.getMetadata().getName(), block.substring(0, block.lastIndexOf('.')) + ".2");
            }
        }
    }

    Optional<String> address(String node) {
        return Optional.ofNullable(addresses.get(node));
    }
}
