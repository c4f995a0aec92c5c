package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The agents: on a node whose agent serves pods, pods get addresses of the node's block and a CiliumEndpoint each.
 *
 * <p>An agent serves pods where it started with a CiliumNodeConfig that selects its node, or with {@code cni.customConf}
 * false; a later change has no effect before its pod is made anew (Cilium, Documentation/configuration/per-node-config.rst).
 */
final class CiliumAgents implements Actor {

    private final String range;

    /** Whether an agent serves pods, by the uid of its pod: settled when it starts. */
    private final Map<String, Boolean> serves = new TreeMap<>();

    /**
     * Since when a node's pods get their network from Cilium: its CNI configuration stays while an agent is away, and a pod that
     * starts meanwhile waits for the next one (cni.uninstall is false).
     */
    private final Map<String, String> since = new TreeMap<>();

    /** Pods whose address is settled, by uid. */
    private final Set<String> settled = new HashSet<>();

    /** The last number of the newest address of each block. */
    private final Map<String, Integer> addresses = new TreeMap<>();

    /** @param range the first two numbers of the pod range */
    CiliumAgents(String range) {
        this.range = range;
    }

    @Override
    public void look(Cluster cluster) {
        List<Pod> pods = cluster.pods();
        for (Node node : cluster.nodes()) {
            String name = node.getMetadata().getName();
            Optional<Pod> agent = Cluster.ready(pods, name, "k8s-app", "cilium");
            if (agent.isPresent()
                    && serves.computeIfAbsent(agent.get().getMetadata().getUid(), uid -> serves(cluster, node))) {
                since.putIfAbsent(name, agent.get().getStatus().getStartTime());
                cluster.ciliumNode(name)
                        .ifPresent(block -> pods.stream()
                                .filter(pod -> name.equals(pod.getSpec().getNodeName()))
                                .filter(CiliumAgents::hasOwnNetwork)
                                .forEach(pod -> serve(cluster, pod, block(block))));
            }
        }
    }

    private static boolean serves(Cluster cluster, Node node) {
        boolean everywhere = Optional.ofNullable(cluster.client()
                        .configMaps()
                        .inNamespace("kube-system")
                        .withName("cilium-config")
                        .get())
                .filter(config -> !"true".equals(config.getData().get("custom-cni-conf")))
                .isPresent();
        return everywhere || NodeConfigs.select(cluster, node);
    }

    private static boolean hasOwnNetwork(Pod pod) {
        return !Boolean.TRUE.equals(pod.getSpec().getHostNetwork())
                && pod.getMetadata().getDeletionTimestamp() == null
                && Cluster.isReady(pod);
    }

    /** The address is the pod's for its life: one that Calico gave before stays until the pod is made anew. */
    private void serve(Cluster cluster, Pod pod, String block) {
        String address = pod.getStatus().getPodIP();
        boolean ours = address != null && address.startsWith(range + ".");
        if (!ours && !settled.contains(pod.getMetadata().getUid()) && startedUnderCilium(pod)) {
            address = next(block);
            rename(cluster, pod, address);
            ours = true;
        }
        settled.add(pod.getMetadata().getUid());
        if (ours) {
            endpoint(cluster, pod, address);
        }
    }

    private boolean startedUnderCilium(Pod pod) {
        String began = since.get(pod.getSpec().getNodeName());
        return began != null && began.compareTo(pod.getStatus().getStartTime()) <= 0;
    }

    private String next(String block) {
        return block + "." + addresses.merge(block, 10, (last, first) -> last + 1);
    }

    private static void rename(Cluster cluster, Pod pod, String address) {
        cluster.client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(current -> {
                    current.getStatus().setPodIP(address);
                    current.getStatus().setPodIPs(List.of(new PodIP(address)));
                    return current;
                });
    }

    private static void endpoint(Cluster cluster, Pod pod, String address) {
        var endpoints = cluster.client()
                .genericKubernetesResources(Cluster.CILIUM_ENDPOINT)
                .inNamespace(pod.getMetadata().getNamespace());
        if (endpoints.withName(pod.getMetadata().getName()).get() != null) {
            return;
        }
        GenericKubernetesResource made = new GenericKubernetesResource();
        made.setApiVersion("cilium.io/v2");
        made.setKind("CiliumEndpoint");
        made.setMetadata(new ObjectMetaBuilder()
                .withName(pod.getMetadata().getName())
                .withOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Pod")
                        .withName(pod.getMetadata().getName())
                        .withUid(pod.getMetadata().getUid())
                        .build())
                .build());
        made.setAdditionalProperties(Map.of(
                "status",
                Map.of("state", "ready", "networking", Map.of("addressing", List.of(Map.of("ipv4", address))))));
        endpoints.resource(made).create();
    }

    /** The first three numbers of a node's block. */
    private static String block(GenericKubernetesResource node) {
        List<String> blocks = node.get("spec", "ipam", "podCIDRs");
        String cidr = blocks.get(0);
        return cidr.substring(0, cidr.lastIndexOf('.'));
    }
}
