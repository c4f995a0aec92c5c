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
import java.util.stream.Stream;

/**
 * Each zone has its first good nodes on Cilium, and two CoreDNS pods run on such nodes with addresses of the new range.
 *
 * @param perZone how many a zone needs
 * @param good what makes a node good
 */
public record FirstNodesRule(int perZone, NodeSelection.Migrated migrated, List<NodeCheck> good, Addresses cilium)
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
                        look,
                        new Question.Pods(),
                        "the pods",
                        pods -> judge(DaemonSetRule.linux(nodes), pods, look.at())));
    }

    private Judgement judge(List<NodeFact> nodes, Grouped<PodFact> pods, Instant now) {
        Map<String, Long> zones =
                workers(nodes).collect(Collectors.groupingBy(NodeFact::zone, TreeMap::new, Collectors.counting()));
        if (zones.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no worker node");
        }
        List<NodeFact> first = workers(nodes)
                .filter(migrated::has)
                .filter(node -> NodeCheck.faults(good, node).findAny().isEmpty())
                .toList();
        List<String> missing = new ArrayList<>();
        List<String> idle = new ArrayList<>();
        zones.forEach((zone, count) -> {
            long there = first.stream().filter(node -> node.zone().equals(zone)).count();
            // a zone of one node cannot have two
            long wanted = Math.min(perZone, count);
            if (there < wanted) {
                String lacks = (zone.isEmpty() ? "the cluster" : "zone " + zone) + " has " + there + " of " + wanted;
                missing.add(lacks);
                if (workers(nodes).noneMatch(node -> node.zone().equals(zone) && isComing(node, first, now))) {
                    idle.add(lacks);
                }
            }
        });
        List<Evidence> evidence = new ArrayList<>();
        first.forEach(node ->
                evidence.add(Evidence.of(node.id(), "topology.kubernetes.io/zone", node.zone(), node.created())));
        if (!missing.isEmpty()) {
            Judgement waiting = Judgement.waiting("first nodes on Cilium: " + Words.list(missing), evidence);
            return idle.isEmpty() ? waiting : waiting.needing(zones(idle));
        }
        return dns(first, pods, evidence);
    }

    /** Control-plane nodes come in the last wave. */
    private static Stream<NodeFact> workers(List<NodeFact> nodes) {
        return nodes.stream().filter(node -> !node.isControlPlane());
    }

    /** One that boots, or that somebody moves just now: where it does not get on, gate nodes-ready says what is wrong with it. */
    private boolean isComing(NodeFact node, List<NodeFact> first, Instant now) {
        return migrated.has(node) ? !first.contains(node) : !Need.isDue(node.created(), now);
    }

    /** Nobody but a person begins a rotation. */
    private Need zones(List<String> idle) {
        return Need.of(
                "Each zone needs its first nodes on Cilium, Ready and without the taints of a node that has still to move, and nothing"
                        + " shows that they come: " + Words.list(idle)
                        + ". Control-plane nodes do not count. Make or move them as part 2 of runbook.md says:",
                "kubectl get nodes -L topology.kubernetes.io/zone," + migrated.label());
    }

    private Judgement dns(List<NodeFact> first, Grouped<PodFact> pods, List<Evidence> evidence) {
        Set<String> names = first.stream().map(NodeFact::name).collect(Collectors.toSet());
        List<PodFact> all =
                new PodFinding.Dns().of(pods).stream().filter(PodFact::isToStay).toList();
        List<PodFact> moved = all.stream()
                .filter(pod -> names.contains(pod.node()) && pod.isReady())
                .filter(pod -> pod.placement().addresses().stream().anyMatch(cilium::hold))
                .toList();
        moved.forEach(pod -> evidence.add(Evidence.of(
                pod.id(),
                "status.podIPs",
                String.join(", ", pod.placement().addresses()),
                pod.life().ready())));
        if (moved.size() < DNS_PODS) {
            Judgement waiting = Judgement.waiting(
                    first.size() + " first nodes are good, and carry " + moved.size() + " of " + DNS_PODS
                            + " CoreDNS pods with an address of " + cilium,
                    evidence);
            return all.size() < DNS_PODS ? waiting.needing(scaled(all)) : placed(waiting, all, names);
        }
        Instant newest = moved.stream()
                .map(pod -> Objects.requireNonNull(pod.life().ready()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return Judgement.passed(
                        first.size() + " first nodes are good and carry " + moved.size() + " CoreDNS pods", evidence)
                .since(newest);
    }

    /** One CoreDNS pod is no DNS while it moves. */
    private static Need scaled(List<PodFact> all) {
        String name = all.stream()
                .filter(pod -> pod.owner().kind().equals("Deployment"))
                .map(pod -> pod.owner().name())
                .findFirst()
                .orElse("coredns");
        return Need.of(
                "The cluster has " + all.size() + " of " + DNS_PODS
                        + " CoreDNS pods (label k8s-app=kube-dns): a single one takes DNS along whenever its node goes. Scale it;"
                        + " where Git, an add-on or an autoscaler sets its number, change it there. Then move both onto the first"
                        + " nodes, as section CoreDNS in part 2 of runbook.md says:",
                "kubectl -n kube-system scale deployment/" + name + " --replicas=" + DNS_PODS,
                "kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide");
    }

    /** A pod stays where it is until somebody evicts it; of one that is on its way, gate coredns says whether it gets on. */
    private static Judgement placed(Judgement waiting, List<PodFact> all, Set<String> first) {
        List<String> elsewhere = all.stream()
                .filter(pod -> !pod.node().isEmpty() && !first.contains(pod.node()))
                .map(pod -> pod.name() + " on " + pod.node())
                .sorted()
                .toList();
        return elsewhere.isEmpty()
                ? waiting
                : waiting.needing(Need.of(
                        "CoreDNS is on nodes that do not count as first ones, and stays there until it is evicted: "
                                + Words.list(elsewhere)
                                + ". Section CoreDNS in part 2 of runbook.md moves it: it drains CoreDNS alone, with the nodes cordoned"
                                + " that have not moved, and lifts that again. To delete its pods without that may bring them back"
                                + " where they were:",
                        "kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide",
                        "kubectl -n kube-system get pdb"));
    }
}
