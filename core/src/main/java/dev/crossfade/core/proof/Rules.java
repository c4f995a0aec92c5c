package dev.crossfade.core.proof;

import dev.crossfade.core.gate.ApiServicesRule;
import dev.crossfade.core.gate.CoreDnsRule;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.HealthRule;
import dev.crossfade.core.gate.OperatorRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.plan.PlanRenderer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The rule of every gate, by the gate's id. */
public final class Rules {

    private static final Map<String, Function<Standpoint, Rule>> BY_ID = Map.ofEntries(
            Map.entry("argo-synced", ArgoRules::synced),
            Map.entry("probe", NodeRules::probe),
            Map.entry("calico-healthy", CalicoRules::healthy),
            Map.entry("calico-address", CalicoRules::address),
            Map.entry("coredns", Rules::coreDns),
            Map.entry("api-services", Rules::apiServices),
            Map.entry("cilium-health", at -> new HealthRule(at.merge().time())),
            Map.entry("calico-generation", CalicoRules::generation),
            Map.entry("calico-method", CalicoRules::method),
            Map.entry("relaxation", CalicoRules::relaxation),
            Map.entry("workloads-stopped", WorkloadRules::stopped),
            Map.entry("workloads-paused", WorkloadRules::paused),
            Map.entry("agents-ready", CiliumRules::agents),
            Map.entry("cilium-operator", at -> new OperatorRule(ArgoRules.cilium(at))),
            Map.entry("cilium-nodes", CiliumRules::nodes),
            Map.entry("nothing-moved", CiliumRules::nothingMoved),
            Map.entry("nodes-unmoved", NodeRules::unmoved),
            Map.entry("node-config", CiliumRules::nodeConfig),
            Map.entry("nodes-first", NodeRules::first),
            Map.entry("workload-machines", NodeRules::machines),
            Map.entry("nodes-replaced", NodeRules::replaced),
            Map.entry("nodes-ready", NodeRules::ready),
            Map.entry("pods-managed", NodeRules::managed),
            Map.entry("pods-recycled", NodeRules::recycled),
            Map.entry("workload-nodes", WorkloadRules::nodes),
            Map.entry("workloads-ready", WorkloadRules::running),
            Map.entry("workloads-resumed", WorkloadRules::resumed),
            Map.entry("cilium-final", CiliumRules::agents),
            Map.entry("node-config-gone", CiliumRules::nodeConfigGone),
            Map.entry("policy-audit", CiliumRules::agents),
            Map.entry("policy-enforced", CiliumRules::agents),
            Map.entry("prune-background", CalicoRules::prune),
            Map.entry("calico-resources-gone", RemovalRules::resources),
            Map.entry("calico-apis-gone", RemovalRules::apis),
            Map.entry("calico-pods-gone", RemovalRules::pods),
            Map.entry("nodes-schedulable", NodeRules::schedulable),
            Map.entry("relaxation-gone", RemovalRules::relaxation),
            Map.entry("calico-rbac-gone", RemovalRules::companions),
            Map.entry("calico-operator-gone", RemovalRules::companions),
            Map.entry("calico-namespaces-gone", RemovalRules::namespaces),
            Map.entry("calico-crds-gone", RemovalRules::crds),
            Map.entry("calico-application-armed", RemovalRules::armed),
            Map.entry("calico-application-gone", RemovalRules::application),
            Map.entry("host-routing", CiliumRules::agents),
            Map.entry("nodes-clean", NodeRules::clean),
            Map.entry("nodes-rebooted", NodeRules::rebooted),
            Map.entry("values-unchanged", CiliumRules::valuesUnchanged),
            Map.entry("calico-unused", CalicoRules::unused),
            Map.entry("calico-unshared", CalicoRules::unshared),
            Map.entry("nothing-migrated", CiliumRules::nothingMigrated),
            Map.entry("workloads-down", WorkloadRules::down));

    /** That Argo CD has applied what Git says. */
    public static final String APPLIED = "argo-synced";

    private Rules() {}

    /** The gates of the phase in the order in which they are printed, each with its rule. */
    public static Map<Gate, Rule> of(Standpoint at) {
        return of(new PlanRenderer(at.plan()).gates(at.entry()), at);
    }

    /** Those of the gates that let the phase in: it need not be merged yet. */
    public static Map<Gate, Rule> ofEntry(Standpoint at) {
        return of(at.step().entryGates(), at);
    }

    /** Those of the gates without which the phase must not go back. */
    public static Map<Gate, Rule> ofUndo(Standpoint at) {
        Map<Gate, Rule> rules = new LinkedHashMap<>(of(at.step().undoGates(), at));
        if (at.isHalfUndone()) {
            // what the second commit takes out of Git leaves the cluster as the first one says, once that is applied
            new PlanRenderer(at.plan())
                    .gates(at.entry()).stream()
                            .filter(gate -> gate.id().equals(APPLIED))
                            .forEach(gate -> rules.put(gate, of(gate, at)));
        }
        return rules;
    }

    private static Map<Gate, Rule> of(List<Gate> gates, Standpoint at) {
        Map<Gate, Rule> rules = new LinkedHashMap<>();
        gates.forEach(gate -> rules.put(gate, of(gate, at)));
        return rules;
    }

    private static Rule of(Gate gate, Standpoint at) {
        Function<Standpoint, Rule> rule = BY_ID.get(gate.id());
        return rule == null
                ? ExtraRules.of(at, gate.id())
                        .orElseThrow(() -> new IllegalStateException("no rule judges gate " + gate.id()))
                : rule.apply(at);
    }

    /** The watcher of Cilium's operator may act once no node is left on Calico. */
    private static Rule coreDns(Standpoint at) {
        return new CoreDnsRule(
                at.isFrom("install-cilium") && !at.isFrom("finalize-cilium") ? ArgoRules.cilium(at) : null);
    }

    /** While Calico is being removed, its own API is away before its APIService is. */
    private static Rule apiServices(Standpoint at) {
        boolean leaving = Set.of("remove-calico-workloads", "remove-calico-leftovers")
                .contains(at.entry().phase().id());
        return new ApiServicesRule(
                leaving ? Set.of("projectcalico.org") : Set.of(), at.merge().time());
    }
}
