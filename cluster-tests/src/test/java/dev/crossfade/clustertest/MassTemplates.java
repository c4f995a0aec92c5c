package dev.crossfade.clustertest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Objects of a real cluster, of which any number of others is made that differ in name, node and address alone. */
final class MassTemplates {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node;
    private final ObjectNode ciliumNode;
    private final ObjectNode app;
    private final List<ObjectNode> daemons = new ArrayList<>();

    /** As they are now: a node with all that runs on each node, and a pod of CoreDNS. */
    MassTemplates(Kit kit) {
        this.app = first(kit, "pods -n kube-system -l k8s-app=kube-dns");
        String name = app.at("/spec/nodeName").asText();
        this.node = read(kit, "node " + name);
        this.ciliumNode = read(kit, "ciliumnode " + name);
        read(kit, "pods -A --field-selector spec.nodeName=" + name)
                .path("items")
                .forEach(pod -> {
                    if (pod.at("/metadata/ownerReferences/0/kind").asText().equals("DaemonSet")) {
                        daemons.add((ObjectNode) pod);
                    }
                });
    }

    private static ObjectNode first(Kit kit, String what) {
        return (ObjectNode) read(kit, what).path("items").path(0);
    }

    private static ObjectNode read(Kit kit, String what) {
        try {
            return (ObjectNode)
                    JSON.readTree(kit.shell("bash", "-euc", "kubectl get --show-managed-fields -o json " + what));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many pods each node has before any other. */
    int daemons() {
        return daemons.size();
    }

    static String nodeName(int i) {
        return "mass-" + i;
    }

    /** Of 10.0.0.0/16, beyond those of the machines. */
    static String nodeAddress(int i) {
        return "10.0." + (1 + i / 250) + "." + (1 + i % 250);
    }

    private static ObjectNode copy(ObjectNode template, String name) {
        ObjectNode copy = template.deepCopy();
        ObjectNode metadata = (ObjectNode) copy.path("metadata");
        metadata.remove("resourceVersion");
        metadata.put("name", name).put("uid", UUID.randomUUID().toString());
        return copy;
    }

    /** Without what makes kwok play its kubelet. */
    ObjectNode node(int i) {
        ObjectNode made = copy(node, nodeName(i));
        ((ObjectNode) made.at("/metadata/labels")).put("kubernetes.io/hostname", nodeName(i));
        ObjectNode annotations = (ObjectNode) made.at("/metadata/annotations");
        annotations.remove("kwok.x-k8s.io/node");
        annotations.put("projectcalico.org/IPv4Address", nodeAddress(i) + "/24");
        made.at("/status/addresses")
                .forEach(each -> ((ObjectNode) each)
                        .put(
                                "address",
                                each.path("type").asText().equals("InternalIP") ? nodeAddress(i) : nodeName(i)));
        return made;
    }

    /** With a block of its own of 10.245.0.0/16, a smaller one than the operator gives. */
    ObjectNode ciliumNode(int i) {
        ObjectNode made = copy(ciliumNode, nodeName(i));
        int block = 2048 + i * 8;
        ((ObjectNode) made.at("/spec/addresses/0")).put("ip", nodeAddress(i));
        ((ObjectNode) made.at("/spec/ipam"))
                .putArray("podCIDRs")
                .add("10.245." + block / 256 + "." + block % 256 + "/29");
        return made;
    }

    /** @param kind which of the pods that each node has */
    ObjectNode daemon(int kind, int i) {
        ObjectNode template = daemons.get(kind);
        ObjectNode made = copy(template, template.at("/metadata/generateName").asText() + "m" + i);
        ((ObjectNode) made.at("/spec")).put("nodeName", nodeName(i));
        JsonNode terms = made.at("/spec/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/"
                + "nodeSelectorTerms/0/matchFields/0");
        ((ObjectNode) terms).putArray("values").add(nodeName(i));
        boolean host = template.at("/spec/hostNetwork").asBoolean();
        address(made, i, host ? nodeAddress(i) : podAddress(i * daemons.size() + kind));
        return made;
    }

    private static void address(ObjectNode pod, int i, String address) {
        ObjectNode status = (ObjectNode) pod.path("status");
        status.put("hostIP", nodeAddress(i)).put("podIP", address);
        status.putArray("hostIPs").addObject().put("ip", nodeAddress(i));
        status.putArray("podIPs").addObject().put("ip", address);
    }

    /** Of Calico's pool, which has fewer than some clusters have pods. */
    private static String podAddress(int i) {
        return "192.168." + i / 250 % 256 + "." + (1 + i % 250);
    }

    /** @param pod number of it, on one of so many nodes */
    ObjectNode app(int pod, int nodes) {
        String owner = "app-" + pod / 30 + "-5d4f8b7c9";
        ObjectNode made = copy(app, owner + "-" + pod);
        ObjectNode metadata = (ObjectNode) made.path("metadata");
        metadata.put("namespace", namespace(pod)).put("generateName", owner + "-");
        metadata.putObject("labels").put("app", "app-" + pod / 30).put("pod-template-hash", "5d4f8b7c9");
        ((ObjectNode) metadata.at("/ownerReferences/0"))
                .put("name", owner)
                .put("uid", new UUID(7, pod / 30).toString());
        ((ObjectNode) made.path("spec")).put("nodeName", nodeName(pod % nodes));
        address(made, pod % nodes, podAddress(pod));
        return made;
    }

    static String namespace(int pod) {
        return "team-" + pod / 30 % NAMESPACES;
    }

    static final int NAMESPACES = 10;
}
