package dev.crossfade.clustertest;

import static dev.crossfade.clustertest.Fault.borne;
import static dev.crossfade.clustertest.Fault.gate;
import static dev.crossfade.clustertest.Fault.kubectl;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What goes wrong in the cluster of example db-schenker while a proposal waits. */
final class ClusterFaults {

    private static final String QUOTA = "-n kube-system %s quota no-pods";

    /** Nobody makes pods in kube-system while it is there. */
    private static final Fault.Act NO_PODS = kubectl(QUOTA.formatted("create") + " --hard=pods=0");

    private static final Fault.Act PODS = kubectl(QUOTA.formatted("delete"));
    private static final String CONFIG =
            "-n kube-system patch configmap cilium-config --type=merge -p '{\"data\":{\"debug\":\"%s\"}}'";
    /** Argo CD may have mended it before. */
    private static final String SELECTOR = "-n kube-system patch daemonset cilium --type=merge -p"
            + " '{\"spec\":{\"template\":{\"spec\":{\"nodeSelector\":{\"nowhere\":%s}}}}}'";

    private static final String WITHOUT = "without: {node}";

    /** An API that somebody is to serve, and nobody does. */
    private static final String UNSERVED = """
            apiVersion: apiregistration.k8s.io/v1
            kind: APIService
            metadata: {name: v1beta1.metrics.example.com}
            spec:
              group: metrics.example.com
              version: v1beta1
              groupPriorityMinimum: 100
              versionPriority: 100
              insecureSkipTLSVerify: true
              service: {name: nobody, namespace: default}
            """;

    /** Another team's, as Argo CD leaves it behind; it does not look at it here, for nothing lies at that path. */
    private static final String FOREIGN = """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: egress
              namespace: argocd
              annotations: {argocd.argoproj.io/skip-reconcile: "true"}
            spec:
              project: default
              destination: {server: "https://kubernetes.default.svc", namespace: default}
              source: {repoURL: "https://git.example.com/egress.git", path: policies, targetRevision: main}
            status:
              sync: {status: Synced}
              health: {status: Healthy}
              resources: [{group: crd.projectcalico.org, version: v1, kind: GlobalNetworkPolicy, name: egress, status: Synced}]
            """;

    private ClusterFaults() {}

    /** Once relax-policies is proved. */
    static List<Fault> ofTheRelaxation() {
        return List.of(gate(
                "the relaxation deleted by hand",
                "relaxation",
                "crossfade-relax answers 404",
                kubectl("delete globalnetworkpolicies.crd.projectcalico.org crossfade-relax"),
                workshop -> workshop.sync("crossfade-prod")));
    }

    /** Once workloads stand still. */
    static List<Fault> ofTheStandstill() {
        return List.of(gate(
                "a stopped workload started by hand",
                "workloads-stopped",
                "kafka-zookeeper has 1 replicas wanted",
                kubectl("-n kafka scale statefulset kafka-zookeeper --replicas=1"),
                kubectl("-n kafka scale statefulset kafka-zookeeper --replicas=0")));
    }

    /** Once install-cilium is proved. */
    static List<Fault> ofTheInstall() {
        return Stream.of(agents(), calico(), nodes(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Fault> agents() {
        return List.of(
                gate("an agent is away", "agents-ready", WITHOUT, workshop -> away(workshop, "k8s-app=cilium"), PODS),
                gate(
                        "a DaemonSet matches no node",
                        "agents-ready",
                        "DaemonSet kube-system/cilium matches none",
                        kubectl(SELECTOR.formatted("\"x\"")),
                        kubectl(SELECTOR.formatted("null"))),
                gate(
                        "agents run the configuration of before",
                        "agents-ready",
                        "run a configuration from before",
                        kubectl(CONFIG.formatted("true")),
                        workshop -> {
                            workshop.kubectl(CONFIG.formatted("false"));
                            workshop.kubectl("-n kube-system delete pods -l k8s-app=cilium");
                            // it has read the other configuration, or may have
                            workshop.kubectl("-n kube-system rollout restart deployment/cilium-operator");
                        }));
    }

    private static List<Fault> calico() {
        return List.of(
                gate(
                        "calico-node is away from a node",
                        "calico-healthy",
                        WITHOUT,
                        workshop -> away(workshop, "k8s-app=calico-node"),
                        PODS),
                gate(
                        "calico-node has the agent's address",
                        "calico-address",
                        "nodes have another address for Calico",
                        workshop -> {
                            workshop.kubectl(
                                    "-n argocd annotate application calico argocd.argoproj.io/skip-reconcile=true");
                            workshop.kubectl("-n kube-system set env daemonset/calico-node IP_AUTODETECTION_METHOD-"
                                    + " AUTODETECT_POLL_INTERVAL=2s");
                        },
                        workshop -> {
                            workshop.kubectl("-n kube-system set env daemonset/calico-node AUTODETECT_POLL_INTERVAL-"
                                    + " IP_AUTODETECTION_METHOD=kubernetes-internal-ip");
                            workshop.kubectl(
                                    "-n argocd annotate application calico argocd.argoproj.io/skip-reconcile-");
                        }));
    }

    private static List<Fault> nodes() {
        return List.of(
                gate(
                        "no packet reaches a node",
                        "cilium-health",
                        "node-10 does not reach",
                        kubectl("annotate node node-10 clusterdouble.crossfade.dev/cut-off=true"),
                        kubectl("annotate node node-10 clusterdouble.crossfade.dev/cut-off-")),
                borne(
                        "a node joins",
                        workshop -> workshop.machines()
                                .join(Map.of("pool", "general", "topology.kubernetes.io/zone", "a"))),
                gate(
                        "a node joins and gets no agent",
                        "agents-ready",
                        WITHOUT,
                        workshop -> {
                            NO_PODS.on(workshop);
                            workshop.keep(
                                    "node",
                                    workshop.machines()
                                            .join(Map.of("pool", "general", "topology.kubernetes.io/zone", "a")));
                        },
                        PODS),
                gate(
                        "a node has the label already",
                        "nothing-moved",
                        "node-10 carries io.cilium.migration/cilium-default=true",
                        kubectl("label node node-10 io.cilium.migration/cilium-default=true"),
                        kubectl("label node node-10 io.cilium.migration/cilium-default-")));
    }

    private static List<Fault> others() {
        return List.of(
                gate(
                        "CoreDNS has no pod",
                        "coredns",
                        "there is no pod with k8s-app=kube-dns",
                        kubectl("-n kube-system scale deployment coredns --replicas=0"),
                        kubectl("-n kube-system scale deployment coredns --replicas=2")),
                gate(
                        "an API is served by nobody",
                        "api-services",
                        "v1beta1.metrics.example.com",
                        kubectl("apply -f - <<'END'\n" + UNSERVED + "END"),
                        kubectl("delete apiservice v1beta1.metrics.example.com")),
                gate(
                        "a pod of Cilium's operator is away",
                        "cilium-operator",
                        "Deployment kube-system/cilium-operator: 1 of 2",
                        workshop -> away(workshop, "io.cilium/app=operator"),
                        PODS),
                gate(
                        "the probe is away from a node",
                        "probe",
                        "have no Ready instance of the probe: {node}",
                        workshop -> away(workshop, "app.kubernetes.io/name=goldpinger"),
                        PODS));
    }

    /** Once node-config is proved. */
    static List<Fault> ofTheNodeConfig() {
        return List.of(gate(
                "CiliumNodeConfig deleted by hand",
                "argo-synced",
                "crossfade-prod is OutOfSync",
                kubectl("-n kube-system delete ciliumnodeconfig cilium-default"),
                workshop -> workshop.sync("crossfade-prod")));
    }

    /** Once all nodes have moved. */
    static List<Fault> ofTheRotation() {
        return List.of(
                gate(
                        "a pod has an address of Calico's",
                        "pods-managed",
                        "default/early",
                        ClusterFaults::early,
                        kubectl("delete pod early")),
                gate(
                        "an agent of a new node is away",
                        "agents-ready",
                        WITHOUT,
                        workshop -> away(workshop, "k8s-app=cilium"),
                        PODS));
    }

    /** Once policies are enforced: what the next phase, which begins to remove Calico, is let in by. */
    static List<Fault> ofTheEnforcement() {
        return List.of(
                gate(
                        "another team's Application keeps a policy of Calico's",
                        "calico-unshared",
                        "egress (GlobalNetworkPolicy egress)",
                        kubectl("apply -f - <<'END'\n" + FOREIGN + "END"),
                        kubectl("-n argocd delete application egress")),
                gate(
                        "a pod came with an address of Calico's before Calico goes",
                        "calico-unused",
                        "default/early",
                        ClusterFaults::early,
                        kubectl("delete pod early")));
    }

    /**
     * Deletes one pod of several, and keeps anybody from making another one; keeps the node that it was on. Of nodes that were deleted pods
     * stay for a minute, and nobody misses those.
     */
    private static void away(Workshop workshop, String label) {
        NO_PODS.on(workshop);
        List<String> nodes = List.of(workshop.kubectl("get nodes -o jsonpath='{.items[*].metadata.name}'")
                .strip()
                .split(" "));
        String[] pod = workshop.kubectl("-n kube-system get pods -l " + label
                        + " -o jsonpath='{range .items[*]}{.metadata.name} {.spec.nodeName}{\"\\n\"}{end}'")
                .lines()
                .map(line -> line.split(" "))
                .filter(each -> each.length == 2 && nodes.contains(each[1]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no pod with " + label + " on a node that is there"));
        workshop.keep("node", pod[1]);
        workshop.kubectl("-n kube-system delete pod " + pod[0]);
    }

    /** It starts on a new node before the agent. */
    private static void early(Workshop workshop) {
        NO_PODS.on(workshop);
        String node = workshop.machines().grow(Map.of("pool", "general", "topology.kubernetes.io/zone", "a"));
        workshop.kubectl("run early --image=registry.k8s.io/pause:3.10 --overrides="
                + "'{\"apiVersion\":\"v1\",\"spec\":{\"nodeName\":\"" + node
                + "\",\"tolerations\":[{\"operator\":\"Exists\"}]}}'");
        workshop.kubectl("wait --for=condition=Ready pod/early");
        // times in the API are whole seconds
        workshop.pause(Duration.ofMillis(1500));
        PODS.on(workshop);
    }

    /** Broken when a phase is merged. */
    static Map<String, Fault> whenMerged() {
        return Map.of(
                "remove-calico-workloads",
                gate(
                        "what is to go hangs on a finalizer",
                        "calico-pods-gone",
                        "DaemonSet kube-system/calico-node",
                        kubectl("-n kube-system patch daemonset calico-node --type=merge -p"
                                + " '{\"metadata\":{\"finalizers\":[\"example.org/hangs\"]}}'"),
                        kubectl("-n kube-system patch daemonset calico-node --type=merge -p"
                                + " '{\"metadata\":{\"finalizers\":null}}'")));
    }
}
