package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * cilium-operator: registers Cilium's CRDs when it starts (no chart has them), gives each CiliumNode a block of the pod
 * range, and takes the taint agent-not-ready off where the agent is Ready (operator/watchers/node_taint.go).
 */
final class CiliumOperator implements Actor {

    private static final String TAINT = "node.cilium.io/agent-not-ready";

    private final Path crds;
    private final String range;

    /** @param range the first two numbers of the pod range */
    CiliumOperator(Path crds, String range) {
        this.crds = crds;
        this.range = range;
    }

    @Override
    public void look(Cluster cluster) {
        if (!cluster.isAvailable("kube-system", "cilium-operator")) {
            return;
        }
        register(cluster);
        List<Pod> pods = cluster.pods();
        List<Node> nodes = cluster.nodes();
        for (Node node : nodes) {
            String name = node.getMetadata().getName();
            if (Cluster.ready(pods, name, "k8s-app", "cilium").isPresent()) {
                allocate(cluster, node);
                untaint(cluster, node);
                say(cluster, node);
            }
        }
        collect(cluster, nodes);
    }

    private void register(Cluster cluster) {
        String image = cluster.client()
                .apps()
                .deployments()
                .inNamespace("kube-system")
                .withName("cilium-operator")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage();
        try (InputStream in = Files.newInputStream(crds)) {
            for (HasMetadata crd : cluster.client().load(in).items()) {
                if (crd instanceof CustomResourceDefinition definition) {
                    ServedVersions.keep(definition, image);
                }
                if (cluster.client().resource(crd).get() == null) {
                    cluster.client().resource(crd).create();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(crds.toString(), e);
        }
    }

    /**
     * Agents create their CiliumNode; the operator fills in the block (cilium
     * Documentation/network/concepts/ipam/cluster-pool.rst). Here both is one step.
     */
    private void allocate(Cluster cluster, Node node) {
        String name = node.getMetadata().getName();
        if (cluster.ciliumNode(name).isPresent()) {
            return;
        }
        GenericKubernetesResource made = new GenericKubernetesResource();
        made.setApiVersion("cilium.io/v2");
        made.setKind("CiliumNode");
        made.setMetadata(new ObjectMetaBuilder().withName(name).build());
        String address = Cluster.internalAddress(node).orElse("");
        made.setAdditionalProperties(Map.of(
                "spec",
                Map.of(
                        "addresses",
                        List.of(Map.of("type", "InternalIP", "ip", address)),
                        "ipam",
                        Map.of("podCIDRs", List.of(block(cluster) + ".0/24")))));
        cluster.client()
                .genericKubernetesResources(Cluster.CILIUM_NODE)
                .resource(made)
                .create();
    }

    /** The lowest block that no CiliumNode has. */
    private String block(Cluster cluster) {
        String taken = cluster.client().genericKubernetesResources(Cluster.CILIUM_NODE).list().getItems().stream()
                .map(each -> String.valueOf(each.getAdditionalProperties()))
                .collect(Collectors.joining());
        for (int third = 0; third < 256; third++) {
            if (!taken.contains("[" + range + "." + third + ".0/24]")) {
                return range + "." + third;
            }
        }
        throw new IllegalStateException("no block is left in " + range + ".0.0/16");
    }

    private static void untaint(Cluster cluster, Node node) {
        if (node.getSpec().getTaints() != null
                && node.getSpec().getTaints().stream()
                        .anyMatch(each -> each.getKey().equals(TAINT))) {
            cluster.client().nodes().withName(node.getMetadata().getName()).edit(current -> {
                current.getSpec().getTaints().removeIf(each -> each.getKey().equals(TAINT));
                return current;
            });
        }
    }

    private static void say(Cluster cluster, Node node) {
        boolean said = Cluster.networkUnavailable(node)
                .filter(each -> each.getStatus().equals("False") && "CiliumIsUp".equals(each.getReason()))
                .isPresent();
        if (!said) {
            cluster.networkUnavailable(node, false, "CiliumIsUp", "Cilium is running on this node");
        }
    }

    /** CiliumNodes of deleted nodes are collected (cilium-operator --nodes-gc-interval), and their blocks are free again. */
    private static void collect(Cluster cluster, List<Node> nodes) {
        Set<String> names =
                nodes.stream().map(node -> node.getMetadata().getName()).collect(Collectors.toSet());
        for (GenericKubernetesResource node : cluster.client()
                .genericKubernetesResources(Cluster.CILIUM_NODE)
                .list()
                .getItems()) {
            if (!names.contains(node.getMetadata().getName())) {
                delete(cluster, node);
            }
        }
    }

    private static void delete(Cluster cluster, GenericKubernetesResource node) throws KubernetesClientException {
        cluster.client()
                .genericKubernetesResources(Cluster.CILIUM_NODE)
                .withName(node.getMetadata().getName())
                .delete();
    }
}
