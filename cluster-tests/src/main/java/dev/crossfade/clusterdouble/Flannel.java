package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/**
 * canal's kube-flannel: it says that a node's network is up (reason FlannelIsUp, pkg/subnet/kube/kube.go), and nothing when it
 * ends; canal's calico-node finds no address (IP is empty in upstream's manifest), so it writes none.
 */
final class Flannel implements Actor {

    @Override
    public void look(Cluster cluster) {
        List<Pod> pods = cluster.pods();
        for (Node node : cluster.nodes()) {
            if (Cluster.ready(pods, node.getMetadata().getName(), "k8s-app", "canal")
                            .isPresent()
                    && Cluster.networkUnavailable(node).isEmpty()) {
                cluster.networkUnavailable(node, false, "FlannelIsUp", "Flannel is running on this node");
            }
        }
    }
}
