package dev.crossfade.clustertest;

import dev.crossfade.core.proof.GateVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Breaks one thing of a cluster that has just proved a phase, and mends it: the gate that is for it must see both. */
final class Sabotage {

    private static final String NOTHING = "nothing was broken";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Nobody makes pods in this namespace while it is there. */
    private static final String QUOTA = "kubectl -n kube-system %s quota no-pods";

    private final Surroundings surroundings;
    private final Prover prover;

    Sabotage(Surroundings surroundings, Prover prover) {
        this.surroundings = surroundings;
        this.prover = prover;
    }

    /** @return what a gate did not see, and every gate that does not pass once all is mended */
    List<String> of(String phase) {
        List<String> faults = new ArrayList<>(tried(phase));
        if (!faults.equals(List.of(NOTHING))) {
            faults.addAll(Prover.faults(prover.untilAllPass()));
        }
        faults.remove(NOTHING);
        return faults;
    }

    private List<String> tried(String phase) {
        return switch (phase) {
            case "install-cilium" -> agentIsAway();
            case "node-config" -> isManifestInstall() ? methodIsLost() : List.of(NOTHING);
            case "node-templates" -> nodeIsCutOff();
            case "rotate-nodes", "rotate-nodes-data" -> podWasThereFirst();
            case "finalize-cilium" -> applicationPointsElsewhere();
            default -> List.of(NOTHING);
        };
    }

    private boolean isManifestInstall() {
        return surroundings.example().name().equals("db-schenker");
    }

    /** An agent's pod is deleted, and its DaemonSet is kept from making another. */
    private List<String> agentIsAway() {
        String agent = first("-n kube-system get pods -l k8s-app=cilium");
        String node = kubectl("-n kube-system get " + agent + " -o jsonpath={.spec.nodeName}");
        return trial(
                () -> {
                    shell(QUOTA.formatted("create") + " --hard=pods=0");
                    kubectl("-n kube-system delete " + agent);
                },
                "agents-ready",
                node,
                () -> shell(QUOTA.formatted("delete")));
    }

    /** Calico's agents look for addresses as they do without the pin, while somebody keeps Argo CD away from them. */
    private List<String> methodIsLost() {
        return trial(
                () -> {
                    kubectl("-n argocd annotate application calico argocd.argoproj.io/skip-reconcile=true");
                    kubectl(
                            "-n kube-system set env daemonset/calico-node IP_AUTODETECTION_METHOD- AUTODETECT_POLL_INTERVAL=2s");
                },
                "calico-address",
                "node-",
                () -> {
                    kubectl("-n kube-system set env daemonset/calico-node AUTODETECT_POLL_INTERVAL-"
                            + " IP_AUTODETECTION_METHOD=kubernetes-internal-ip");
                    kubectl("-n argocd annotate application calico argocd.argoproj.io/skip-reconcile-");
                });
    }

    /** No packet reaches a node: its agent and its Goldpinger are as alone as the others say. */
    private List<String> nodeIsCutOff() {
        String node = first("get nodes");
        String name = node.replace("node/", "");
        String probe = first(
                        "-n kube-system get pods -l app.kubernetes.io/name=goldpinger --field-selector spec.nodeName="
                                + name)
                .replace("pod/", "");
        String cut = "annotate " + node + " clusterdouble.crossfade.dev/cut-off";
        List<String> faults = new ArrayList<>(trial(() -> kubectl(cut + "=true"), "cilium-health", name, () -> {}));
        faults.addAll(trial(() -> {}, "probe", probe, () -> kubectl(cut + "-")));
        return faults;
    }

    /** A pod starts on a new node before its agent, and has an address of Calico's. */
    private List<String> podWasThereFirst() {
        shell(QUOTA.formatted("create") + " --hard=pods=0");
        String node = surroundings.machines().grow(Map.of("pool", "general", "topology.kubernetes.io/zone", "a"));
        return trial(
                () -> {
                    kubectl(
                            "run early --image=registry.k8s.io/pause:3.10 --overrides={\"apiVersion\":\"v1\",\"spec\":{\"nodeName\":\""
                                    + node + "\",\"tolerations\":[{\"operator\":\"Exists\"}]}}");
                    kubectl("wait --for=condition=Ready pod/early");
                    // times in the API are whole seconds
                    pause(Duration.ofMillis(1500));
                    shell(QUOTA.formatted("delete"));
                },
                "pods-managed",
                "default/early",
                // nobody makes it anew, so no command is given: whoever made it deletes it
                () -> kubectl("delete pod early"));
    }

    /** Somebody points Cilium's Application at a branch of the same commit. */
    private List<String> applicationPointsElsewhere() {
        surroundings.kit().shellIn(surroundings.platform().root(), "git", "branch", "-f", "other", "main");
        String name = surroundings
                .platform()
                .preview()
                .plan()
                .migration()
                .spec()
                .cilium()
                .application();
        return trial(() -> retarget(name, "other"), "argo-synced", name, () -> retarget(name, "main"));
    }

    private void retarget(String application, String branch) {
        kubectl("-n argocd patch application " + application + " --type=json -p"
                + " [{\"op\":\"replace\",\"path\":\"/spec/sources/1/targetRevision\",\"value\":\"" + branch + "\"}]");
    }

    /** Breaks, waits for the gate to say it with the object's name, and mends. */
    private List<String> trial(Runnable breaks, String gate, String object, Runnable mends) {
        List<String> faults = new ArrayList<>();
        breaks.run();
        Optional<GateVerdict> seen = prover.untilNotPassed(gate, object, LIMIT);
        if (seen.isPresent()) {
            System.out.println("   broken: " + gate + " is "
                    + seen.get().verdict().id() + ": " + seen.get().reason());
        } else {
            faults.add("broken, and " + gate + " does not name " + object);
        }
        mends.run();
        return faults;
    }

    /** The first of what kubectl gets, as kind/name. */
    private String first(String get) {
        return kubectl(get + " -o name").lines().findFirst().orElseThrow();
    }

    private String kubectl(String arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments.split(" ")));
        return surroundings.kit().shell(command.toArray(String[]::new));
    }

    private void shell(String command) {
        surroundings.kit().shell(command.split(" "));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
