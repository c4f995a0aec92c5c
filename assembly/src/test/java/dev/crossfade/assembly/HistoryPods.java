package dev.crossfade.assembly;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.spec.WorkloadSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pods of a truth, and those that Cilium's agents say they manage. */
final class HistoryPods {

    private static final Set<String> DEPLOYED = Set.of("calico-kube-controllers", HistoryWrites.OPERATOR);

    private final HistoryScene scene;
    private final HistoryTruth truth;
    private final List<PodFact> pods = new ArrayList<>();

    HistoryPods(HistoryScene scene, HistoryTruth truth) {
        this.scene = scene;
        this.truth = truth;
        for (int i = 0; i < truth.machines.size(); i++) {
            hosts(truth.machines.get(i));
            networked(truth.machines.get(i), i);
        }
        for (int i = 0; i < 2; i++) {
            HistoryTruth.Machine machine = truth.machines.get(i);
            Instant ready = i < truth.dnsPods ? truth.dns : null;
            pods.add(pod(machine, "kube-system", "coredns-" + i, "Deployment", "coredns", truth.dns, ready, 14 + i));
        }
        if (scene.hasCilium()) {
            operators();
        }
        extras();
    }

    List<PodFact> all() {
        return List.copyOf(pods);
    }

    private void hosts(HistoryTruth.Machine machine) {
        if (scene.hasCilium() && !truth.agentsMatchNothing) {
            Instant fetched = machine.agentStale ? truth.configChanged.minusSeconds(60) : machine.agent;
            pods.add(host(machine, "kube-system", "cilium", machine.agent, machine.agentRuns, fetched));
        }
        if (scene.hasCalico()) {
            String namespace = scene.isOperator() ? "calico-system" : "kube-system";
            pods.add(host(machine, namespace, "calico-node", machine.calicoNode, machine.calicoRuns));
        }
    }

    private void networked(HistoryTruth.Machine machine, int i) {
        if (scene.hasProbe() && machine.probeRuns) {
            String address = address(i, 11, machine.moved && !machine.probeLeft);
            pods.add(pod(
                    machine, "kube-system", probe(i), "DaemonSet", probes(), machine.probe, machine.probe, address));
        }
        pods.add(pod(machine, "shop", "app-" + i, "Deployment", "app", machine.booted, machine.booted, 12));
        if (machine.starting) {
            pods.add(starting(machine, i));
        }
        if (machine.left != null) {
            String address = address(i, 13, false);
            pods.add(pod(machine, "shop", "left-" + i, "DaemonSet", "left", machine.left, machine.left, address));
        }
    }

    /** What was given its address by Calico before the agent was there, and still waits for an image. */
    private PodFact starting(HistoryTruth.Machine machine, int i) {
        return new PodFact(
                "shop",
                "starting-" + i,
                "starting",
                new PodFact.Owner("Deployment", "starting"),
                new PodFact.Placement(machine.name, false, List.of(address(i, 16, false))),
                new PodFact.Life("Pending", machine.booted, 0, null, null, null));
    }

    /** Where it runs, whatever becomes of its agents. */
    private void operators() {
        List<Instant> operators = truth.chart.operators;
        for (int i = 0; i < operators.size(); i++) {
            boolean ready = i < truth.chart.available;
            pods.add(host(truth.machines.get(i), "kube-system", HistoryWrites.OPERATOR, operators.get(i), ready));
        }
    }

    /** What is on its way out. */
    private void extras() {
        HistoryTruth.Machine first = truth.machines.get(0);
        if (truth.calicoPod) {
            String namespace = scene.isOperator() ? "calico-system" : "kube-system";
            pods.add(host(first, namespace, "calico-kube-controllers", HistoryScene.EARLIER, true));
        }
        for (WorkloadSpec workload : scene.spec().workloads()) {
            HistoryTruth.Workload state = truth.workloads.get(workload.name());
            if (state != null && state.going()) {
                pods.add(pod(
                        first,
                        workload.namespace(),
                        workload.name() + "-0",
                        workload.kind(),
                        workload.name(),
                        HistoryScene.EARLIER,
                        HistoryScene.EARLIER,
                        15));
            }
        }
    }

    static String probe(int machine) {
        return "probe-" + machine;
    }

    private String probes() {
        return scene.migration().layout().probe();
    }

    private String address(int machine, int last, boolean cilium) {
        String calico = HistoryStart.range(scene.spec().calico().pools().get(0).toString());
        return (cilium ? truth.range : calico) + machine % 250 + "." + (last + machine / 250 * 8);
    }

    private PodFact host(HistoryTruth.Machine machine, String namespace, String owner, Instant since, boolean runs) {
        return host(machine, namespace, owner, since, runs, since);
    }

    /** @param begun when its init containers ran */
    private PodFact host(
            HistoryTruth.Machine machine, String namespace, String owner, Instant since, boolean runs, Instant begun) {
        return new PodFact(
                namespace,
                owner + "-" + machine.name,
                owner,
                new PodFact.Owner(DEPLOYED.contains(owner) ? "Deployment" : "DaemonSet", owner),
                new PodFact.Placement(machine.name, true, List.of(machine.address)),
                new PodFact.Life(
                        "Running", since, 0, since, runs ? since : null, null, null, runs ? null : truth.now, begun));
    }

    private PodFact pod(
            HistoryTruth.Machine machine,
            String namespace,
            String name,
            String kind,
            String owner,
            Instant since,
            @Nullable Instant ready,
            int last) {
        int number = truth.machines.indexOf(machine);
        return pod(machine, namespace, name, kind, owner, since, ready, address(number, last, machine.moved));
    }

    private static PodFact pod(
            HistoryTruth.Machine machine,
            String namespace,
            String name,
            String kind,
            String owner,
            Instant since,
            @Nullable Instant ready,
            String address) {
        return new PodFact(
                namespace,
                name,
                owner.equals("coredns") ? "kube-dns" : owner,
                new PodFact.Owner(kind, owner),
                new PodFact.Placement(machine.name, false, List.of(address)),
                new PodFact.Life("Running", since, 0, since, ready, null));
    }

    List<EndpointFact> endpoints() {
        Set<String> unmanaged = new HashSet<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            if (truth.machines.get(i).endpointMissing) {
                unmanaged.add("app-" + i);
            }
        }
        List<EndpointFact> endpoints = new ArrayList<>();
        for (PodFact pod : pods) {
            List<String> addresses = pod.placement().addresses();
            if (!pod.placement().hostNetwork()
                    && addresses.get(0).startsWith(truth.range)
                    && !unmanaged.contains(pod.name())) {
                endpoints.add(new EndpointFact(
                        pod.namespace(),
                        pod.name(),
                        "ready",
                        addresses,
                        pod.life().created()));
            }
        }
        return endpoints;
    }
}
