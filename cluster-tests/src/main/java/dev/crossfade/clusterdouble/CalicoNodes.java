package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * calico-node on every node: says its address in an annotation (libcalico-go/lib/backend/k8s/resources/node.go) when it starts
 * and then again and again (node/pkg/lifecycle/startup/startup.go, MonitorIPAddressSubnets); with each start it says that the
 * node's network is up, whoever said so before (setNodeNetworkUnavailableFalse there), and that it is down when it stops
 * (node/pkg/lifecycle/shutdown/shutdown.go).
 */
final class CalicoNodes implements Actor {

    private static final String ADDRESS = "projectcalico.org/IPv4Address";

    /** Nodes where calico-node ran at the last look: only a preStop hook tells of its end. */
    private final Map<String, Boolean> ran = new TreeMap<>();

    /** When each pod of calico-node looks for its address next, by uid. */
    private final Map<String, Instant> polls = new HashMap<>();

    private final CiliumHosts hosts;

    CalicoNodes(CiliumHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public void look(Cluster cluster) {
        List<Pod> pods = cluster.pods();
        for (Node node : cluster.nodes()) {
            String name = node.getMetadata().getName();
            Optional<Pod> agent = Cluster.ready(pods, name, "k8s-app", "calico-node");
            agent.ifPresent(pod -> run(cluster, node, pod));
            if (agent.isEmpty() && ran.getOrDefault(name, false)) {
                cluster.networkUnavailable(node, true, "CalicoIsDown", "Calico is shutting down on this node");
            }
            ran.put(name, agent.isPresent());
        }
    }

    private void run(Cluster cluster, Node node, Pod agent) {
        String uid = agent.getMetadata().getUid();
        AddressDetection detection = AddressDetection.of(agent);
        Instant due = polls.get(uid);
        if (due == null) {
            cluster.networkUnavailable(node, false, "CalicoIsUp", "Calico is running on this node");
        }
        if (due == null || !Instant.now().isBefore(due)) {
            detection.find(node, hosts).ifPresent(address -> annotate(cluster, node, address));
            polls.put(uid, Instant.now().plus(detection.interval()));
        }
    }

    private static void annotate(Cluster cluster, Node node, String address) {
        Map<String, String> annotations = node.getMetadata().getAnnotations();
        if (!address.equals(annotations == null ? null : annotations.get(ADDRESS))) {
            cluster.client().nodes().withName(node.getMetadata().getName()).edit(current -> {
                current.getMetadata().getAnnotations().put(ADDRESS, address);
                return current;
            });
        }
    }

    /**
     * How calico-node looks for the node's address.
     *
     * @param method as IP_AUTODETECTION_METHOD says it
     * @param interval between two looks
     */
    record AddressDetection(String method, Duration interval) {

        /** Defaults of calico's node/pkg/lifecycle/startup/startup.go: AUTODETECT_POLL_INTERVAL and first-found. */
        static AddressDetection of(Pod agent) {
            return new AddressDetection(
                    Cluster.variable(agent, "IP_AUTODETECTION_METHOD").orElse("first-found"),
                    Cluster.variable(agent, "AUTODETECT_POLL_INTERVAL")
                            .map(text -> Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT)))
                            .orElse(Duration.ofSeconds(60)));
        }

        /**
         * With the address of cilium_host where the method looks at all interfaces: they are gone through from the newest to
         * the oldest, and no pattern of Calico's leaves Cilium's out (autodetection/interfaces.go and autodetection_linux.go).
         */
        Optional<String> find(Node node, CiliumHosts hosts) {
            boolean anyInterface =
                    method.equals("first-found") || (method.startsWith("skip-interface") && !method.contains("cilium"));
            Optional<String> newest =
                    anyInterface ? hosts.address(node.getMetadata().getName()) : Optional.empty();
            return newest.map(each -> each + "/32")
                    .or(() -> Cluster.internalAddress(node).map(each -> each + "/24"));
        }
    }
}
