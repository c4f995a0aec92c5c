package dev.crossfade.core.proof;

import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.DaemonSetRule;
import dev.crossfade.core.gate.FirstNodesRule;
import dev.crossfade.core.gate.ManagedPodsRule;
import dev.crossfade.core.gate.MeshRule;
import dev.crossfade.core.gate.NodeCheck;
import dev.crossfade.core.gate.NodeSelection;
import dev.crossfade.core.gate.NodesRule;
import dev.crossfade.core.gate.RebootedRule;
import dev.crossfade.core.gate.RecycledRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.UntoldRule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Recycling;
import dev.crossfade.core.phase.Waves;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.ProbeSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether nodes, and the pods on them, have moved as far as a phase says. */
final class NodeRules {

    private static final String NETWORK_TAINT = "node.kubernetes.io/network-unavailable";

    /** Nodes of a NodePool carry its name (Karpenter, well-known labels). */
    private static final String POOL = "karpenter.sh/nodepool";

    private NodeRules() {}

    static Rule probe(Standpoint at) {
        if (at.spec().probe() instanceof ProbeSpec.Existing existing) {
            return existing.existing() instanceof ProbeSpec.ExistingProbe.InCluster place
                    ? mesh(at, place.namespace(), place.name())
                    : new UntoldRule("which node an instance of a probe at an address runs on cannot be told:"
                            + " name its DaemonSet in spec.probe.existing");
        }
        return mesh(at, Layout.NAMESPACE, at.layout().probe());
    }

    private static Rule mesh(Standpoint at, String namespace, String name) {
        return new MeshRule(new Question.Goldpinger.InCluster(namespace, name), at.label(), at.cilium());
    }

    /** While Calico runs, either network may have written the condition last. */
    private static List<NodeCheck> good(Standpoint at) {
        Set<String> reasons =
                at.isFrom("remove-calico-leftovers") ? Set.of("CiliumIsUp") : Set.of("CiliumIsUp", "CalicoIsUp");
        return List.of(
                new NodeCheck.Ready(),
                new NodeCheck.NetworkUp(reasons),
                new NodeCheck.Untainted(at.spec().nodes().taint().key()));
    }

    static Rule ready(Standpoint at) {
        return new NodesRule(at.migrated(), false, good(at), Verdict.WAITING);
    }

    static Rule first(Standpoint at) {
        return new FirstNodesRule(at.spec().nodes().firstPerZone(), at.migrated(), good(at), at.cilium());
    }

    /** No node from before the merge; a newcomer from an edited template has it by right. */
    static Rule unmoved(Standpoint at) {
        return new NodesRule(
                new NodeSelection.From(at.merge().time()),
                false,
                List.of(new NodeCheck.Unlabelled(at.label())),
                Verdict.FAILED);
    }

    static Rule replaced(Standpoint at) {
        return wave(at, "rotate-nodes", nodes -> NodesRule.each(nodes, new NodeCheck.Labelled(at.label())));
    }

    static Rule clean(Standpoint at) {
        return removal(at)
                .map(time -> wave(
                        at,
                        "clean-nodes",
                        nodes -> NodesRule.each(
                                nodes, new NodeCheck.YoungerThan(time), new NodeCheck.Unlabelled(at.label()))))
                .orElseGet(NodeRules::unmerged);
    }

    static Rule rebooted(Standpoint at) {
        return removal(at)
                .map(time -> wave(
                        at,
                        "clean-nodes",
                        nodes -> AllRule.of(
                                new RebootedRule(nodes, time),
                                NodesRule.each(nodes, new NodeCheck.Unlabelled(at.label())))))
                .orElseGet(NodeRules::unmerged);
    }

    private static Optional<Instant> removal(Standpoint at) {
        return at.merges().of("remove-calico-leftovers").map(merge -> merge.time());
    }

    private static Rule unmerged() {
        return new UntoldRule(
                "neither the history of the base branch nor the forge says when remove-calico-leftovers was merged");
    }

    /** The nodes of a wave, or all of the cluster with the last one. */
    private static Rule wave(Standpoint at, String row, Function<NodeSelection, Rule> rule) {
        Optional<NodesSpec.Wave> wave = Waves.of(at.migration(), row, at.entry().id());
        if (wave.isEmpty()) {
            return rule.apply(new NodeSelection.All());
        }
        if (!wave.get().select().isEmpty()) {
            return rule.apply(new NodeSelection.Matching(wave.get().select()));
        }
        List<NodeTemplate> templates = at.migration().inventory().nodeTemplates().stream()
                .filter(template -> template.waves().contains(wave.get().name()))
                .toList();
        Set<String> pools = templates.stream()
                .filter(NodeTemplate.KarpenterPool.class::isInstance)
                .map(template -> template.object().name())
                .collect(Collectors.toSet());
        return pools.isEmpty() || pools.size() < templates.size()
                ? new UntoldRule("which nodes wave " + wave.get().name()
                        + " has cannot be told: give it a select in crossfade.yaml")
                : rule.apply(new NodeSelection.Either(POOL, pools));
    }

    /** On nodes that have moved, and on all of the cluster once they should have. */
    static Rule managed(Standpoint at) {
        return new ManagedPodsRule(
                at.isFrom("finalize-cilium") ? new NodeSelection.All() : at.migrated(), at.migrated(), at.cilium());
    }

    static Rule schedulable(Standpoint at) {
        return NodesRule.each(
                new NodeSelection.All(),
                new NodeCheck.NetworkUp(Set.of("CiliumIsUp")),
                new NodeCheck.Untainted(NETWORK_TAINT));
    }

    static Rule recycled(Standpoint at) {
        List<Rule> rules = new ArrayList<>(List.of(WorkloadRules.job(at)));
        new Recycling(at.migration())
                .targets()
                .forEach(target -> rules.add(new RecycledRule(
                        DaemonSetRule.of(target.namespace(), target.name()),
                        at.merge().time())));
        return AllRule.of(rules);
    }

    /** Nodes of workloads that stand still, each of which has moved. */
    static Rule of(Standpoint at, List<WorkloadSpec> workloads) {
        return AllRule.of(workloads.stream()
                .map(workload -> NodesRule.each(
                        new NodeSelection.Matching(workload.nodeSelector()), new NodeCheck.Labelled(at.label())))
                .distinct()
                .toList());
    }

    static Rule machines(Standpoint at) {
        return of(at, at.spec().workloads());
    }
}
