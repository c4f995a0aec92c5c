package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What every actor asks of a cluster. */
record Cluster(KubernetesClient client) {

    static final ResourceDefinitionContext CILIUM_NODE = cilium("CiliumNode", "ciliumnodes", false);
    static final ResourceDefinitionContext CILIUM_ENDPOINT = cilium("CiliumEndpoint", "ciliumendpoints", true);

    private static ResourceDefinitionContext cilium(String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("cilium.io")
                .withVersion("v2")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    /** True once the kind's CRD is there. */
    boolean serves(ResourceDefinitionContext kind) {
        return client.apiextensions()
                        .v1()
                        .customResourceDefinitions()
                        .withName(kind.getPlural() + "." + kind.getGroup())
                        .get()
                != null;
    }

    List<Node> nodes() {
        return client.nodes().list().getItems();
    }

    List<Pod> pods() {
        return client.pods().inAnyNamespace().list().getItems();
    }

    /** The Ready pod of a DaemonSet on a node, found by a label as people find it. */
    static Optional<Pod> ready(List<Pod> pods, String node, String label, String value) {
        return pods.stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .filter(pod -> value.equals(label(pod, label)))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Cluster::isReady)
                .findFirst();
    }

    static boolean isReady(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(each -> each.getType().equals("Ready")
                                && each.getStatus().equals("True"));
    }

    private static String label(Pod pod, String label) {
        return pod.getMetadata().getLabels() == null
                ? ""
                : pod.getMetadata().getLabels().getOrDefault(label, "");
    }

    /** What a variable of a pod's first container says. */
    static Optional<String> variable(Pod pod, String name) {
        return pod.getSpec().getContainers().get(0).getEnv().stream()
                .filter(each -> each.getName().equals(name))
                .map(EnvVar::getValue)
                .filter(Objects::nonNull)
                .findFirst();
    }

    static Optional<String> internalAddress(Node node) {
        return node.getStatus().getAddresses().stream()
                .filter(address -> address.getType().equals("InternalIP"))
                .map(NodeAddress::getAddress)
                .findFirst();
    }

    static Optional<NodeCondition> networkUnavailable(Node node) {
        return node.getStatus().getConditions().stream()
                .filter(each -> each.getType().equals("NetworkUnavailable"))
                .findFirst();
    }

    /** Writes the condition that both networks write, each with reasons of its own; the last one wins. */
    void networkUnavailable(Node node, boolean unavailable, String reason, String message) {
        NodeCondition condition = new NodeConditionBuilder()
                .withType("NetworkUnavailable")
                .withStatus(unavailable ? "True" : "False")
                .withReason(reason)
                .withMessage(message)
                .withLastHeartbeatTime(now())
                .withLastTransitionTime(now())
                .build();
        client.nodes()
                .withName(node.getMetadata().getName())
                .subresource("status")
                .patch(
                        PatchContext.of(PatchType.STRATEGIC_MERGE),
                        new NodeBuilder()
                                .withNewStatus()
                                .withConditions(condition)
                                .endStatus()
                                .build());
    }

    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** True where a Deployment has a pod that serves. */
    boolean isAvailable(String namespace, String name) {
        Deployment deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
        return deployment != null
                && deployment.getStatus() != null
                && Optional.ofNullable(deployment.getStatus().getAvailableReplicas())
                                .orElse(0)
                        > 0;
    }

    Optional<GenericKubernetesResource> ciliumNode(String name) {
        return Optional.ofNullable(
                client.genericKubernetesResources(CILIUM_NODE).withName(name).get());
    }

    /** The names of those that are there. */
    List<String> ciliumNodes() {
        return serves(CILIUM_NODE)
                ? client.genericKubernetesResources(CILIUM_NODE).list().getItems().stream()
                        .map(each -> each.getMetadata().getName())
                        .toList()
                : List.of();
    }
}
