package dev.crossfade.assembly;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What goes wrong in a cluster, and how it becomes right again: by itself, or by somebody's hand. */
final class HistoryFaults {

    /**
     * One of them.
     *
     * @param strike makes it so
     * @param mend makes it right, later: what started anew has a new time
     */
    record Fault(String name, BiConsumer<HistoryTruth, Random> strike, Consumer<HistoryTruth> mend) {}

    private static final Consumer<HistoryTruth> BY_ITSELF = truth -> {};

    /** How a history begins in which nobody has applied yet what was merged. */
    static final Fault NOTHING_APPLIED = new Fault(
            "nothing applied yet",
            (truth, chance) -> {
                truth.markerPhase = "the-one-before";
                truth.apps.values().forEach(app -> {
                    app.revision = HistoryScene.BEFORE;
                    app.finished = HistoryScene.EARLIER;
                    app.reconciled = HistoryScene.MERGED.minusSeconds(40);
                });
            },
            truth -> truth.apps.values().forEach(app -> {
                app.finished = truth.now;
                app.reconciled = truth.now;
            }));

    private static final Set<String> INSIDE = Set.of(
            "does not reach a node",
            "a path is broken",
            "a path of the customer's probe is broken",
            "a replica lags behind");

    private HistoryFaults() {}

    private static final List<Fault> PLAIN = List.of(
            NOTHING_APPLIED,
            app("application of the commit before", app -> app.revision = HistoryScene.BEFORE),
            app("application at a commit that nobody knows", app -> app.revision = HistoryScene.NOBODYS),
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
            fault("marker of another phase", truth -> truth.markerPhase = "the-one-before", BY_ITSELF),
            machine(
                    "calico-node not ready",
                    machine -> machine.calicoRuns = false,
                    (machine, truth) -> machine.calicoNode = truth.now),
            new Fault(
                    "address flips to cilium_host",
                    (truth, chance) -> any(truth, chance).calicoAddress = truth.range + "9.9",
                    BY_ITSELF),
            machine("another address", machine -> machine.calicoAddress = "172.17.0.1"),
            machine("agent gone", machine -> machine.agentRuns = false, (machine, truth) -> machine.agent = truth.now),
            new Fault(
                    "agent gone that is still counted",
                    (truth, chance) -> {
                        truth.countsAll = true;
                        any(truth, chance).agentRuns = false;
                    },
                    truth -> truth.machines.forEach(machine -> machine.agent = truth.now)),
            new Fault(
                    "agent from the future",
                    (truth, chance) -> any(truth, chance).agent = truth.now.plusSeconds(3_000),
                    truth -> truth.machines.forEach(machine -> machine.agent = truth.now)),
            machine("does not reach a node", machine -> machine.reaches = false),
            machine("tunnel closed", machine -> machine.tunnels = false),
            machine("probe gone", machine -> machine.probeRuns = false, (machine, truth) -> machine.probe = truth.now),
            machine(
                    "probe left on Calico",
                    machine -> machine.probeLeft = true,
                    (machine, truth) -> machine.probe = truth.now),
            machine("no block", machine -> machine.hasBlock = false),
            machine("tainted", machine -> machine.tainted = true),
            machine("node not ready", machine -> machine.ready = false),
            machine("network down", machine -> machine.networkUp = false),
            machine("pod left on Calico", machine -> machine.left = HistoryScene.MERGED.minusSeconds(90)),
            machine("pod on Calico that does not run yet", machine -> machine.starting = true),
            machine("endpoint missing", machine -> machine.endpointMissing = true),
            machine("moved too early, or not", machine -> {
                machine.moved = !machine.moved;
                machine.labelled = machine.moved;
            }),
            new Fault("machine of a stopped workload not moved", HistoryFaults::unmoved, BY_ITSELF),
            machine("label that is no truth", machine -> machine.labelled = !machine.labelled),
            machine("machine from before the removal", machine -> {
                machine.created = HistoryScene.EARLIER.minusSeconds(60);
                machine.booted = machine.created;
            }),
            new Fault("another value", HistoryFaults::otherValue, BY_ITSELF),
            fault("audit mode is on", HistoryFaults::audited, BY_ITSELF),
            fault("agents match no node", truth -> truth.agentsMatchNothing = true, BY_ITSELF),
            fault("controller of Calico lags behind", truth -> truth.lagging = "calico-node", BY_ITSELF),
            fault(
                    "controller of Cilium lags behind",
                    truth -> truth.lagging = "cilium",
                    truth -> truth.chart.agentsWritten = truth.now),
            fault(
                    "another team keeps an object of Calico's",
                    truth -> truth.others.put("egress", "crd.projectcalico.org"),
                    BY_ITSELF),
            fault("shop answers 503", truth -> truth.shop = 503, BY_ITSELF),
            fault("a replica lags behind", truth -> truth.lag = 1, BY_ITSELF),
            fault("no number of replicas", truth -> truth.lag = Double.NaN, BY_ITSELF),
            fault("brokers not ready", truth -> truth.brokers = "False", truth -> truth.brokersSince = truth.now),
            fault("a path of the customer's probe is broken", truth -> truth.hostPathBroken = true, BY_ITSELF),
            fault("CoreDNS down", truth -> truth.dnsPods = 1, truth -> truth.dns = truth.now),
            fault(
                    "an API is away",
                    truth -> truth.metrics = new HistoryTruth.Api(true, truth.now),
                    truth -> truth.metrics = new HistoryTruth.Api(false, truth.now)),
            fault(
                    "Calico's API is away, or left behind",
                    truth -> truth.calico = new HistoryTruth.Api(true, truth.now),
                    truth -> truth.calico = new HistoryTruth.Api(false, truth.now)),
            fault("a path is broken", truth -> truth.pathBroken = true, BY_ITSELF),
            fault("operator says Degraded", truth -> truth.tigera = "Degraded", truth -> truth.tigeraSince = truth.now),
            fault("operator at work", truth -> truth.tigera = "Progressing", truth -> truth.tigeraSince = truth.now),
            fault("another method of detection", truth -> truth.otherMethod = true, BY_ITSELF),
            fault("adopting changed the object", truth -> truth.regenerated = true, BY_ITSELF),
            fault("Job runs", truth -> truth.job = "Running", truth -> truth.jobEnded = truth.now),
            fault("Job failed", truth -> truth.job = "Failed", truth -> truth.jobEnded = truth.now),
            workload(
                    "workload not ready", state -> new HistoryTruth.Workload(state.wanted(), state.ready() - 1, false)),
            workload(
                    "workload scaled",
                    state -> new HistoryTruth.Workload(state.wanted() + 1, state.ready(), state.going())),
            workload("pod of a stopped workload", state -> new HistoryTruth.Workload(state.wanted(), 0, true)),
            fault("CiliumNodeConfig of another form", truth -> truth.altered = "CiliumNodeConfig", BY_ITSELF),
            fault("CiliumNodeConfig gone", truth -> truth.vanished = "CiliumNodeConfig", BY_ITSELF),
            fault("relaxation of another form", truth -> truth.altered = "GlobalNetworkPolicy", BY_ITSELF),
            fault("relaxation gone", truth -> truth.vanished = "GlobalNetworkPolicy", BY_ITSELF),
            fault("what is to be pruned is kept", truth -> truth.keepsWhatIsPruned = true, BY_ITSELF),
            fault("pod of Calico's is going", truth -> truth.calicoPod = true, BY_ITSELF),
            fault("a guard is left", truth -> truth.guarded = true, BY_ITSELF),
            hangs("DaemonSet calico-node"),
            hangs("Installation default"),
            hangs("APIServer default"),
            hangs("Deployment tigera-operator"),
            hangs("Namespace calico-system"),
            hangs("ClusterRole calico-node"),
            hangs("CustomResourceDefinition ippools.crd.projectcalico.org"),
            hangs("GlobalNetworkPolicy crossfade-relax"),
            hangs("CiliumNodeConfig cilium-default"),
            hangs("Application calico"));

    static final List<Fault> ALL =
            Stream.concat(PLAIN.stream(), HistoryChartFaults.ALL.stream()).toList();

    /** True where nothing shows it but one of the many answers inside of one. */
    static boolean isInside(Fault fault) {
        return INSIDE.contains(fault.name());
    }

    /** What a removal takes away stays, kept by a finalizer. */
    private static Fault hangs(String object) {
        return fault("still there: " + object, truth -> truth.stuck = object, BY_ITSELF);
    }

    /** The operator's watcher is only wrong where it is on too early. */
    private static void otherValue(HistoryTruth truth, Random chance) {
        List<String> keys = truth.config.entrySet().stream()
                .filter(each -> !each.getKey().equals("unmanaged-pod-watcher-interval")
                        || each.getValue().equals("0"))
                .map(Map.Entry::getKey)
                .toList();
        if (!keys.isEmpty()) {
            truth.config.put(keys.get(chance.nextInt(keys.size())), "15");
        }
    }

    /** By somebody's hand, where Cilium runs. */
    private static void audited(HistoryTruth truth) {
        if (!truth.config.isEmpty()) {
            truth.config.put("policy-audit-mode", "true");
        }
    }

    /** One of those that stopped workloads have for themselves, where there are some. */
    private static void unmoved(HistoryTruth truth, Random chance) {
        List<HistoryTruth.Machine> own = truth.machines.stream()
                .filter(machine -> machine.pool.equals(HistoryStart.OF_WORKLOADS))
                .toList();
        if (!own.isEmpty()) {
            HistoryTruth.Machine machine = own.get(chance.nextInt(own.size()));
            machine.moved = false;
            machine.labelled = false;
        }
    }

    private static HistoryTruth.Machine any(HistoryTruth truth, Random chance) {
        return truth.machines.get(chance.nextInt(truth.machines.size()));
    }

    private static Fault fault(String name, Consumer<HistoryTruth> strike, Consumer<HistoryTruth> mend) {
        return new Fault(name, (truth, chance) -> strike.accept(truth), mend);
    }

    private static Fault app(String name, Consumer<HistoryTruth.App> strike) {
        return new Fault(
                name,
                (truth, chance) -> {
                    List<HistoryTruth.App> apps = List.copyOf(truth.apps.values());
                    strike.accept(apps.get(chance.nextInt(apps.size())));
                },
                truth -> truth.apps.values().forEach(app -> app.reconciled = truth.now));
    }

    private static Fault machine(String name, Consumer<HistoryTruth.Machine> strike) {
        return machine(name, strike, (machine, truth) -> {});
    }

    private static Fault machine(
            String name, Consumer<HistoryTruth.Machine> strike, BiConsumer<HistoryTruth.Machine, HistoryTruth> mended) {
        return new Fault(
                name,
                (truth, chance) -> strike.accept(any(truth, chance)),
                truth -> truth.machines.forEach(machine -> mended.accept(machine, truth)));
    }

    private static Fault workload(String name, java.util.function.UnaryOperator<HistoryTruth.Workload> strike) {
        return new Fault(
                name,
                (truth, chance) -> {
                    List<String> names = List.copyOf(truth.workloads.keySet());
                    if (!names.isEmpty()) {
                        truth.workloads.computeIfPresent(
                                names.get(chance.nextInt(names.size())), (key, state) -> strike.apply(state));
                    }
                },
                BY_ITSELF);
    }
}
