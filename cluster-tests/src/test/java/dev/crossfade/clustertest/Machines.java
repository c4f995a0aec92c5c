package dev.crossfade.clustertest;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.TaintBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The machines of a cluster, and the people or the cloud that exchange them. */
final class Machines {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String LABEL = "io.cilium.migration/cilium-default";
    private static final Taint TAINT = new TaintBuilder()
            .withKey("node.cilium.io/agent-not-ready")
            .withValue("true")
            .withEffect("NoExecute")
            .build();

    private final KubernetesClient client;
    private final String network;
    private int next = 10;

    /** @param network the first three numbers of the nodes' addresses */
    Machines(KubernetesClient client, String network) {
        this.client = client;
        this.network = network;
    }

    /** A node as it registers before the migration. */
    String join(Map<String, String> labels) {
        return join(labels, List.of());
    }

    /** Exchanges a node for one of the new template: the newcomer is ready for pods before the old one is drained. */
    String replace(String old) {
        Map<String, String> labels =
                new TreeMap<>(client.nodes().withName(old).get().getMetadata().getLabels());
        labels.put(LABEL, "true");
        return exchange(old, labels);
    }

    /** Exchanges every node that a selector matches for one of the template of afterwards: without the label, still with the taint. */
    void renew(String selector) {
        for (Node old : client.nodes().withLabelSelector(selector).list().getItems()) {
            Map<String, String> labels = new TreeMap<>(old.getMetadata().getLabels());
            labels.remove(LABEL);
            exchange(old.getMetadata().getName(), labels);
        }
    }

    /** A node of the new template that comes beside the others. */
    String grow(Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        all.put(LABEL, "true");
        return join(all, List.of(TAINT));
    }

    private String exchange(String old, Map<String, String> labels) {
        String newcomer = join(labels, List.of(TAINT));
        await(newcomer + " is served by Cilium", () -> !tainted(newcomer));
        drain(old);
        client.nodes().withName(old).delete();
        return newcomer;
    }

    /**
     * A node that was silent for too long has its pods called not ready; its kubelet says otherwise when it is back, and kwok does
     * not.
     */
    void recover() {
        for (Pod pod : client.pods().inAnyNamespace().list().getItems()) {
            boolean silent = pod.getStatus().getConditions().stream()
                    .anyMatch(each ->
                            each.getType().equals("Ready") && each.getStatus().equals("False"));
            if (silent && pod.getStatus().getPhase().equals("Running")) {
                client.resource(pod)
                        .subresource("status")
                        .patch(
                                PatchContext.of(PatchType.STRATEGIC_MERGE),
                                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}");
            }
        }
    }

    /** Those that have not moved yet. */
    List<String> old(String selector) {
        return client.nodes().withLabelSelector(selector + ",!" + LABEL).list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .sorted()
                .toList();
    }

    /** Labels a node that stays and takes every pod of it down, as a reboot does. */
    String reboot(String node) {
        client.nodes()
                .withName(node)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"labels\":{\"" + LABEL + "\":\"true\"}}}");
        drain(node);
        client.nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"unschedulable\":null}}");
        return node;
    }

    private boolean tainted(String node) {
        return client.nodes().withName(node).get().getSpec().getTaints().stream()
                .anyMatch(each -> each.getKey().equals(TAINT.getKey()));
    }

    private String join(Map<String, String> labels, List<Taint> taints) {
        String name = "node-" + next;
        TreeMap<String, String> all = new TreeMap<>(labels);
        all.put("kubernetes.io/hostname", name);
        all.put("kubernetes.io/os", "linux");
        Map<String, Quantity> room =
                Map.of("cpu", new Quantity("64"), "memory", new Quantity("256Gi"), "pods", new Quantity("110"));
        Node node = new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(all)
                .addToAnnotations("kwok.x-k8s.io/node", "fake")
                .endMetadata()
                .withNewSpec()
                .withTaints(taints)
                .endSpec()
                .withNewStatus()
                .withCapacity(room)
                .withAllocatable(room)
                .addNewAddress(network + "." + next++, "InternalIP")
                .addNewAddress(name, "Hostname")
                .withConditions(ready())
                .endStatus()
                .build();
        // with its status at once, as a kubelet registers itself: whoever plays kubelets here takes addresses from
        // there
        client.resource(node).create();
        return name;
    }

    private static NodeCondition ready() {
        return new NodeConditionBuilder()
                .withType("Ready")
                .withStatus("True")
                .withReason("KubeletReady")
                .withMessage("kubelet is posting ready status")
                .withLastHeartbeatTime(Instant.now().toString())
                .withLastTransitionTime(Instant.now().toString())
                .build();
    }

    /** Pods of DaemonSets tolerate the cordon: they end with the machine. */
    private void drain(String node) {
        client.nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"spec\":{\"unschedulable\":true}}");
        for (Pod pod : client.pods()
                .inAnyNamespace()
                .withField("spec.nodeName", node)
                .list()
                .getItems()) {
            boolean daemon = pod.getMetadata().getOwnerReferences().stream()
                    .anyMatch(owner -> owner.getKind().equals("DaemonSet"));
            client.resource(pod).withGracePeriod(daemon ? 0 : 1).delete();
        }
    }

    static void await(String what, BooleanSupplier holds) {
        await(what, LIMIT, holds);
    }

    static void await(String what, Duration limit, BooleanSupplier holds) {
        Instant end = Instant.now().plus(limit);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + limit.toMinutes() + " minutes it is still not so that " + what);
            }
            ArgoCd.pause();
        }
    }
}
