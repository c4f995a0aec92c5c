package dev.crossfade.assembly;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** What goes wrong in a cluster, and how it becomes right again: by itself, or by somebody's hand. */
final class HistoryFaults {

    /**
     * One of them.
     *
     * @param strike makes it so
     * @param mend makes it right, later: what started anew has a new time
     */
    record Fault(String name, BiConsumer<HistoryTruth, Random> strike, BiConsumer<HistoryTruth, Random> mend) {}

    private HistoryFaults() {}

    static final List<Fault> ALL = List.of(
            app("application of the commit before", app -> app.revision = HistoryScene.BEFORE),
            app("application at a commit that nobody knows", app -> app.revision = "d".repeat(40)),
            app("out of sync", app -> app.sync = "OutOfSync"),
            app("sync unknown", app -> app.sync = "Unknown"),
            app("degraded", app -> app.health = "Degraded"),
            app("progressing", app -> app.health = "Progressing"),
            app("health unknown", app -> app.health = "Unknown"),
            app("operation runs", app -> app.operation = "Running"),
            app("operation failed", app -> app.operation = "Failed"),
            app("comparison error", app -> app.condition = "ComparisonError"),
            app("invalid", app -> app.condition = "InvalidSpecError"),
            app("paused", app -> app.paused = true),
            app("retargeted", app -> app.elsewhere = true),
            app("missing", app -> app.there = false),
            app("not looked since", app -> app.reconciled = HistoryScene.MERGED.minusSeconds(60)),
            new Fault(
                    "marker of another phase",
                    (truth, chance) -> truth.markerPhase = "prepare-before",
                    (truth, chance) -> {}),
            machine(
                    "calico-node not ready",
                    machine -> machine.calicoRuns = false,
                    (machine, truth) -> machine.calicoNode = truth.now),
            machine(
                    "address flips to cilium_host",
                    machine -> machine.calicoAddress = "10.245.9.9",
                    (machine, truth) -> {}),
            machine("another address", machine -> machine.calicoAddress = "172.17.0.1", (machine, truth) -> {}),
            machine("agent gone", machine -> machine.agentRuns = false, (machine, truth) -> machine.agent = truth.now),
            machine("does not reach a node", machine -> machine.reaches = false, (machine, truth) -> {}),
            machine("probe gone", machine -> machine.probeRuns = false, (machine, truth) -> machine.probe = truth.now),
            machine(
                    "probe left on Calico",
                    machine -> machine.probeLeft = true,
                    (machine, truth) -> machine.probe = truth.now),
            machine("no block", machine -> machine.hasBlock = false, (machine, truth) -> {}),
            machine("tainted", machine -> machine.tainted = true, (machine, truth) -> {}),
            machine("node not ready", machine -> machine.ready = false, (machine, truth) -> {}),
            machine("network down", machine -> machine.networkUp = false, (machine, truth) -> {}),
            machine(
                    "pod left on Calico",
                    machine -> machine.left = HistoryScene.MERGED.minusSeconds(90),
                    (machine, truth) -> {}),
            machine("endpoint missing", machine -> machine.endpointMissing = true, (machine, truth) -> {}),
            machine("moved too early, or not", machine -> machine.moved = !machine.moved, (machine, truth) -> {}),
            new Fault(
                    "old configuration",
                    (truth, chance) -> truth.configChanged = truth.now,
                    (truth, chance) -> truth.machines.forEach(machine -> machine.agent = truth.now)),
            new Fault(
                    "another value",
                    (truth, chance) -> truth.config.put("enable-policy", "always"),
                    (truth, chance) -> {}),
            new Fault(
                    "agents match no node", (truth, chance) -> truth.agentsMatchNothing = true, (truth, chance) -> {}),
            new Fault("CoreDNS down", (truth, chance) -> truth.dnsPods = 1, (truth, chance) -> truth.dns = truth.now),
            new Fault("a path is broken", (truth, chance) -> truth.pathBroken = true, (truth, chance) -> {}),
            new Fault(
                    "a deletion hangs",
                    (truth, chance) -> truth.stuck = "DaemonSet calico-node",
                    (truth, chance) -> {}),
            new Fault(
                    "a CRD stays",
                    (truth, chance) -> truth.stuck = "CustomResourceDefinition ippools.crd.projectcalico.org",
                    (truth, chance) -> {}));

    private interface OfApp {
        void strike(HistoryTruth.App app);
    }

    private static Fault app(String name, OfApp strike) {
        return new Fault(
                name,
                (truth, chance) -> {
                    List<HistoryTruth.App> apps = List.copyOf(truth.apps.values());
                    strike.strike(apps.get(chance.nextInt(apps.size())));
                },
                (truth, chance) -> truth.apps.values().forEach(app -> app.reconciled = truth.now));
    }

    private interface OfMachine {
        void strike(HistoryTruth.Machine machine);
    }

    private static Fault machine(String name, OfMachine strike, BiConsumer<HistoryTruth.Machine, HistoryTruth> mended) {
        return new Fault(
                name,
                (truth, chance) -> strike.strike(truth.machines.get(chance.nextInt(truth.machines.size()))),
                (truth, chance) -> truth.machines.forEach(machine -> mended.accept(machine, truth)));
    }
}
