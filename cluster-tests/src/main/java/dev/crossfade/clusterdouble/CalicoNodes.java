package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * calico-node on every node: says its address in an annotation (libcalico-go/lib/backend/k8s/resources/node.go), the node's
 * network is up with it (reason CalicoIsUp), and down when it stops (node/pkg/lifecycle/shutdown/shutdown.go).
 */
final class CalicoNodes implements Actor {

    private static final String ADDRESS = "projectcalico.org/IPv4Address";

    /** Nodes where calico-node ran at the last look: only a preStop hook tells of its end. */
    private final Map<String, Boolean> ran = new TreeMap<>();

    @Override
    public void look(Cluster cluster) {
        List<Pod> pods = cluster.pods();
        for (Node node : cluster.nodes()) {
            String name = node.getMetadata().getName();
            boolean runs = Cluster.ready(pods, name, "k8s-app", "calico-node").isPresent();
            if (runs) {
                up(cluster, node);
            } else if (ran.getOrDefault(name, false)) {
                cluster.networkUnavailable(node, true, "CalicoIsDown", "Calico is shutting down on this node");
            }
            ran.put(name, runs);
        }
    }

    private static void up(Cluster cluster, Node node) {
        Optional<String> address = Cluster.internalAddress(node).map(each -> each + "/24");
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        if (address.isPresent() && !address.get().equals(annotations == null ? null : annotations.get(ADDRESS))) {
            cluster.client().nodes().withName(node.getMetadata().getName()).edit(current -> {
                current.getMetadata().getAnnotations().put(ADDRESS, address.get());
                return current;
            });
        }
        if (Cluster.networkUnavailable(node).isEmpty()) {
            cluster.networkUnavailable(node, false, "CalicoIsUp", "Calico is running on this node");
        }
    }
}
