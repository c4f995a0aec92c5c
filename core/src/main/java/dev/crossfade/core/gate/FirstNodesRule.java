package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Each zone has its first good nodes on Cilium, and two CoreDNS pods run on such nodes with addresses of the new range.
 *
 * @param perZone how many a zone needs
 * @param good what makes a node good
 */
public record FirstNodesRule(int perZone, NodeSelection migrated, List<NodeCheck> good, Addresses cilium)
        implements Rule {

    private static final int DNS_PODS = 2;

    public FirstNodesRule {
        good = List.copyOf(good);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(
                look,
                new Question.Nodes(),
                "the nodes",
                nodes -> Asked.of(
                        look, new Question.Pods(), "the pods", pods -> judge(DaemonSetRule.linux(nodes), pods)));
    }

    private Judgement judge(List<NodeFact> nodes, Grouped<PodFact> pods) {
        Map<String, Long> zones = nodes.stream()
                .filter(node -> !node.isControlPlane())
                .collect(Collectors.groupingBy(NodeFact::zone, TreeMap::new, Collectors.counting()));
        if (zones.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no worker node");
        }
        List<NodeFact> first = nodes.stream()
                .filter(node -> migrated.has(node) && !node.isControlPlane())
                .filter(node -> NodeCheck.faults(good, node).findAny().isEmpty())
                .toList();
        List<String> missing = new ArrayList<>();
        zones.forEach((zone, count) -> {
            long there = first.stream().filter(node -> node.zone().equals(zone)).count();
            // a zone of one node cannot have two
            long wanted = Math.min(perZone, count);
            if (there < wanted) {
                missing.add((zone.isEmpty() ? "the cluster" : "zone " + zone) + " has " + there + " of " + wanted);
            }
        });
        List<Evidence> evidence = new ArrayList<>();
        first.forEach(node ->
                evidence.add(Evidence.of(node.id(), "topology.kubernetes.io/zone", node.zone(), node.created())));
        if (!missing.isEmpty()) {
            return Judgement.waiting("first nodes on Cilium: " + Words.list(missing), evidence);
        }
        return dns(first, pods, evidence);
    }

    private Judgement dns(List<NodeFact> first, Grouped<PodFact> pods, List<Evidence> evidence) {
        Set<String> names = first.stream().map(NodeFact::name).collect(Collectors.toSet());
        List<PodFact> moved = new PodFinding.Dns()
                .of(pods).stream()
                        .filter(pod -> names.contains(pod.node()) && pod.isReady())
                        .filter(pod -> pod.placement().addresses().stream().anyMatch(cilium::hold))
                        .toList();
        moved.forEach(pod -> evidence.add(Evidence.of(
                pod.id(),
                "status.podIPs",
                String.join(", ", pod.placement().addresses()),
                pod.life().ready())));
        if (moved.size() < DNS_PODS) {
            return Judgement.waiting(
                    first.size() + " first nodes are good, and carry " + moved.size() + " of " + DNS_PODS
                            + " CoreDNS pods with an address of " + cilium,
                    evidence);
        }
        Instant newest = moved.stream()
                .map(pod -> Objects.requireNonNull(pod.life().ready()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Judgement.passed(
                        first.size() + " first nodes are good and carry " + moved.size() + " CoreDNS pods", evidence)
                .since(newest);
    }
}
