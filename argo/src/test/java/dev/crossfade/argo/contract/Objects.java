package dev.crossfade.argo.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.api.Resource;

/** The objects of the contract's cases. */
public final class Objects {

    static final Resource CILIUM_NODE = new Resource("cilium.io/v2", "CiliumNode", "ciliumnodes", false);
    static final Resource CILIUM_ENDPOINT = new Resource("cilium.io/v2", "CiliumEndpoint", "ciliumendpoints", true);
    static final Resource WIDGET = new Resource("example.com/v1", "Widget", "widgets", true);

    private Objects() {}

    public static JsonNode node(String name) {
        return Yaml.of("""
                apiVersion: v1
                kind: Node
                metadata:
                  name: %s
                  labels: {kubernetes.io/os: linux, topology.kubernetes.io/zone: eu-1a}
                  annotations: {projectcalico.org/IPv4Address: 10.0.0.1/24, other.example/note: dropped}
                spec:
                  taints:
                    - {key: node.cilium.io/agent-not-ready, value: "true", effect: NoSchedule}
                    - {key: dedicated, effect: NoExecute}
                status:
                  addresses:
                    - {type: Hostname, address: a}
                    - {type: InternalIP, address: 10.0.0.1}
                    - {type: InternalIP, address: "fd00::1"}
                  nodeInfo: {bootID: boot-7, architecture: "", containerRuntimeVersion: "", kernelVersion: "", kubeProxyVersion: "", kubeletVersion: "", machineID: "", operatingSystem: "", osImage: "", systemUUID: ""}
                  conditions:
                    - {type: NetworkUnavailable, status: "False", reason: CiliumIsUp, message: up, lastHeartbeatTime: "2026-01-02T03:05:05Z", lastTransitionTime: "2026-01-02T03:04:05Z"}
                """.formatted(name));
    }

    /** Of a Deployment, Ready, on a node. */
    static JsonNode served(String name) {
        return Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %s
                  namespace: default
                  labels: {k8s-app: shop, app.kubernetes.io/name: other, pod-template-hash: 5d4f}
                  ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: shop-5d4f, uid: u-1, controller: true}]
                spec:
                  nodeName: worker-1
                  containers: [{name: main, image: shop}]
                status:
                  phase: Running
                  podIP: 10.245.0.9
                  podIPs: [{ip: 10.245.0.9}, {ip: "fd01::9"}]
                  conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T03:04:09Z"}]
                  initContainerStatuses:
                    - {name: first, restartCount: 1, ready: true, image: a, imageID: b, state: {terminated: {exitCode: 0}}}
                  containerStatuses:
                    - {name: side, restartCount: 2, ready: true, image: a, imageID: b, state: {running: {startedAt: "2026-01-02T03:04:07Z"}}}
                    - {name: main, restartCount: 0, ready: true, image: a, imageID: b, state: {running: {startedAt: "2026-01-02T03:04:06Z"}}}
                """.formatted(name));
    }

    /** Of nobody, pending, on the host's network. */
    static JsonNode lonely(String name) {
        return Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata: {name: %s, namespace: default, labels: {app.kubernetes.io/name: lone}}
                spec: {hostNetwork: true, containers: [{name: main, image: shop}]}
                status:
                  phase: Pending
                  conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T03:04:09Z"}]
                """.formatted(name));
    }

    static JsonNode ciliumNode(String name) {
        return Yaml.of("""
                apiVersion: cilium.io/v2
                kind: CiliumNode
                metadata: {name: %s}
                spec:
                  addresses: [{type: InternalIP, ip: 10.0.0.1}, {type: CiliumInternalIP, ip: 10.245.0.1}]
                  ipam:
                    podCIDRs: [10.245.0.0/24]
                    pools: {allocated: [{pool: big, cidrs: [10.246.0.0/24]}]}
                status: {ipam: {operator-status: {error: no more blocks}}}
                """.formatted(name));
    }

    static JsonNode endpoint(String name) {
        return Yaml.of("""
                apiVersion: cilium.io/v2
                kind: CiliumEndpoint
                metadata: {name: %s, namespace: default}
                status: {state: ready, networking: {addressing: [{ipv4: 10.245.0.9, ipv6: "fd01::9"}]}}
                """.formatted(name));
    }

    public static JsonNode settings(String name, String value, String... finalizers) {
        return Yaml.of("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %s, namespace: default, finalizers: [%s]}
                data: {key: "%s"}
                """.formatted(name, String.join(", ", finalizers), value));
    }

    static JsonNode widget(String namespace, String name, String health) {
        return Yaml.of("""
                apiVersion: example.com/v1
                kind: Widget
                metadata: {name: %s, namespace: %s}
                spec: {project: default, generated: 3}
                status:
                  health: {status: %s}
                  conditions: [{type: SyncError, message: failed}, {type: ComparisonError, message: away}]
                """.formatted(name, namespace, health));
    }
}
