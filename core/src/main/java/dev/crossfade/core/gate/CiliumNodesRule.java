package dev.crossfade.core.gate;

import dev.crossfade.core.observation.CiliumNodeFact;
import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every Linux node has a CiliumNode of its name, with a block of the new range and without an error of IPAM. */
public record CiliumNodesRule(Addresses cilium) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.CiliumNodes());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.linuxNodes(
                look,
                nodes -> Asked.of(look, new Question.CiliumNodes(), "the CiliumNodes", found -> judge(nodes, found)));
    }

    private Judgement judge(List<NodeFact> nodes, List<CiliumNodeFact> found) {
        Compared compared = Grouped.whole(nodes).find(new Pairs(cilium, Grouped.whole(found)));
        List<Pair> faulty = compared.faulty();
        if (faulty.isEmpty()) {
            CiliumNodeFact newest = compared.newest();
            return Judgement.passed(
                    "all " + nodes.size() + " nodes have a CiliumNode with a block of " + cilium,
                    List.of(Evidence.of(
                            newest.id(),
                            "spec.ipam.podCIDRs",
                            newest.blocks(),
                            newest.version().created())));
        }
        Judgement judgement = Judgement.waiting(
                Words.of(nodes.size() - faulty.size(), nodes.size(), "nodes have a CiliumNode with a block of ")
                        + cilium + "; "
                        + Words.list(faulty.stream()
                                .map(pair -> pair.node().name() + " " + pair.fault())
                                .toList()),
                faulty.stream().map(Pair::evidence).toList());
        List<CiliumNodeFact> refused = faulty.stream()
                .flatMap(pair -> Stream.ofNullable(pair.own()))
                .filter(own -> !own.error().isEmpty())
                .toList();
        return refused.isEmpty() ? judgement : judgement.needing(need(refused));
    }

    /** A node, its CiliumNode where it has one, and what is wrong with that. */
    private record Pair(NodeFact node, @Nullable CiliumNodeFact own, String fault) {
        Evidence evidence() {
            return own == null
                    ? Evidence.of(node.id(), "CiliumNode", "none")
                    : Evidence.of(own.id(), "spec.ipam.podCIDRs", own.blocks());
        }
    }

    /** Nodes whose CiliumNode is not right, and the newest CiliumNode of a node. */
    private record Compared(List<Pair> faulty, Optional<CiliumNodeFact> last) {
        CiliumNodeFact newest() {
            return last.orElseThrow();
        }
    }

    /** Compared once, until a node or a CiliumNode is another one. */
    private record Pairs(Addresses cilium, Grouped.Group<CiliumNodeFact> found) implements Finding<NodeFact, Compared> {
        @Override
        public Compared in(List<NodeFact> nodes) {
            Map<String, CiliumNodeFact> byName = found.find(new ByName());
            Set<String> foreign = found.find(new Foreign(cilium));
            return new Compared(
                    nodes.stream()
                            .map(node -> pair(node, byName.get(node.name()), foreign))
                            .filter(pair -> !pair.fault().isEmpty())
                            .toList(),
                    nodes.stream()
                            .flatMap(node -> Stream.ofNullable(byName.get(node.name())))
                            .max(Comparator.comparing(each -> each.version().created())));
        }

        private static Pair pair(NodeFact node, @Nullable CiliumNodeFact own, Set<String> foreign) {
            return new Pair(node, own, CiliumNodesRule.fault(node, own, foreign));
        }

        @Override
        public Object place() {
            return List.of(Pairs.class, cilium);
        }
    }

    /** The rest is on its way as agents start. What the operator could not give it tries again, and fails while nothing is changed. */
    private Need need(List<CiliumNodeFact> refused) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "WHAT CILIUM-OPERATOR SAYS")));
        refused.forEach(own -> table.add(List.of(own.name(), own.error())));
        return new Need(
                "cilium-operator cannot give these nodes a block of " + cilium
                        + ", so no pod of theirs gets an address. Blocks of nodes"
                        + " that are gone come back with their CiliumNodes. Compare the blocks that are given with the nodes that are"
                        + " there, and read the operator's log:",
                table,
                List.of(
                        "kubectl get ciliumnodes -o custom-columns=NODE:.metadata.name,BLOCKS:.spec.ipam.podCIDRs",
                        "kubectl get nodes",
                        "kubectl -n kube-system logs deployment/cilium-operator --tail=50"));
    }

    private record ByName() implements Finding<CiliumNodeFact, Map<String, CiliumNodeFact>> {
        @Override
        public Map<String, CiliumNodeFact> in(List<CiliumNodeFact> nodes) {
            return nodes.stream().collect(Collectors.toMap(CiliumNodeFact::name, each -> each, (one, other) -> other));
        }
    }

    /** Names of those without any block of Cilium's range. */
    private record Foreign(Addresses cilium) implements Finding<CiliumNodeFact, Set<String>> {
        @Override
        public Set<String> in(List<CiliumNodeFact> nodes) {
            return nodes.stream()
                    .filter(each -> each.blocks().stream().noneMatch(block -> cilium.hold(Addresses.ofCidr(block))))
                    .map(CiliumNodeFact::name)
                    .collect(Collectors.toSet());
        }
    }

    private static String fault(NodeFact node, @Nullable CiliumNodeFact own, Set<String> foreign) {
        if (own == null) {
            return "has none";
        }
        if (!own.error().isEmpty()) {
            return "gets no block: " + own.error();
        }
        if (own.blocks().isEmpty()) {
            return "has no block yet";
        }
        if (foreign.contains(own.name())) {
            return "has block " + String.join(", ", own.blocks());
        }
        return own.addresses().stream().anyMatch(node.addresses()::contains)
                ? ""
                : "has a CiliumNode of another address, " + String.join(", ", own.addresses());
    }
}
