package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calico has the address of each node that its method gives. It looks again every 60 s (calico, startup.go, AUTODETECT_POLL_INTERVAL),
 * so what is right now says little before the newest agent of either network is some polls old.
 *
 * @param expected what the method may find
 * @param agents the DaemonSets that have a part in it, Calico's first
 */
public record CalicoAddressRule(Expected expected, Addresses cilium, List<DaemonSetRule> agents) implements Rule {

    private static final String ANNOTATION = "projectcalico.org/IPv4Address";

    public CalicoAddressRule {
        agents = List.copyOf(agents);
    }

    /** What a method of detection may find. */
    public sealed interface Expected {

        /** The address that Kubernetes knows. */
        record InternalAddress() implements Expected {}

        /** One of these ranges. */
        record Within(Addresses ranges) implements Expected {}

        /** Any of the node's, chosen by interface; never one of Cilium's. */
        record AnyButCilium() implements Expected {}
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.linuxNodes(look, nodes -> Asked.pods(look, pods -> judge(nodes, pods)));
    }

    private Judgement judge(List<NodeFact> nodes, Grouped<PodFact> pods) {
        List<NodeFact> amiss = Grouped.whole(nodes).find(new Amiss(expected, cilium));
        List<NodeFact> wrong =
                amiss.stream().filter(node -> address(node).isPresent()).toList();
        List<String> missing = amiss.stream()
                .filter(node -> address(node).isEmpty())
                .map(NodeFact::name)
                .toList();
        List<Evidence> evidence = amiss.stream()
                .map(node -> read(node, address(node).orElse("none")))
                .toList();
        if (!wrong.isEmpty()) {
            return Judgement.failed(
                            Words.of(wrong.size(), nodes.size(), "nodes have another address for Calico: ")
                                    + Words.list(wrong.stream()
                                            .map(node -> node.name() + " has "
                                                    + address(node).orElseThrow() + ", InternalIP " + internal(node))
                                            .toList()),
                            evidence)
                    .needing(need(wrong));
        }
        if (!missing.isEmpty()) {
            return Judgement.waiting(
                    Words.of(missing.size(), nodes.size(), "nodes have no address of Calico's yet: ")
                            + Words.list(missing),
                    evidence);
        }
        return passed(nodes, pods);
    }

    /** The order counts: what is restarted or made anew before the method is right comes up with the wrong address once more. */
    private Need need(List<NodeFact> wrong) {
        boolean taken =
                wrong.stream().anyMatch(node -> cilium.hold(address(node).orElseThrow()));
        ObjectId calico = agents.get(0).daemonSet();
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "CALICO", "INTERNALIP")));
        wrong.forEach(node -> table.add(List.of(node.name(), address(node).orElseThrow(), internal(node))));
        String what = (taken
                        ? "Calico took an address of Cilium's for these nodes, and the other nodes do not reach their pods."
                                + " First see that " + calico + " looks by the method of spec.calico.addressDetection"
                                + " (IP_AUTODETECTION_METHOD), and bring that back where somebody changed it; never revert pin-calico-address, for"
                                + " cilium_host stays until a reboot."
                        : "Calico has another address for these nodes than its method may find, and may not reach their pods."
                                + " First correct the method: as long as install-cilium was never merged, take"
                                + " pin-calico-address back and name an interface or cidrs in spec.calico.addressDetection;"
                                + " from then on never revert it.")
                + " Agents of Calico look again once a minute. Only then restart or drain anything: pods that are made anew"
                + " before their node's agent has the right address have no way to other nodes either.";
        return new Need(
                what,
                table,
                List.of("kubectl -n " + calico.namespace() + " set env daemonset/" + calico.name() + " --list"));
    }

    private static String internal(NodeFact node) {
        return String.join(", ", node.addresses());
    }

    private static Evidence read(NodeFact node, String value) {
        return Evidence.of(node.id(), "metadata.annotations[" + ANNOTATION + "]", value);
    }

    private Judgement passed(List<NodeFact> nodes, Grouped<PodFact> pods) {
        NodeFact newest = Grouped.whole(nodes).find(new Newest());
        return Judgement.passed(
                        Words.of(nodes.size(), nodes.size(), "annotations are the address that the method gives"),
                        List.of(Evidence.of(
                                newest.id(),
                                "metadata.annotations[" + ANNOTATION + "]",
                                address(newest).orElseThrow(),
                                newest.created())))
                .since(pods.find(new Started(agents)).orElse(null));
    }

    private record Newest() implements Finding<NodeFact, NodeFact> {
        @Override
        public NodeFact in(List<NodeFact> nodes) {
            return nodes.stream().max(Comparator.comparing(NodeFact::created)).orElseThrow();
        }
    }

    /** When the newest of the agents' containers started. */
    private record Started(List<DaemonSetRule> agents) implements Finding<PodFact, Optional<Instant>> {
        @Override
        public Optional<Instant> in(List<PodFact> pods) {
            Grouped<PodFact> all = Grouped.by(PodFact::node, pods);
            return agents.stream()
                    .flatMap(agent -> agent.own(all).stream())
                    .flatMap(pod -> Stream.ofNullable(pod.life().started()))
                    .max(Comparator.naturalOrder());
        }
    }

    /** Nodes with no address of Calico's, or with one that its method may not find. */
    private record Amiss(Expected expected, Addresses cilium) implements Finding<NodeFact, List<NodeFact>> {
        @Override
        public List<NodeFact> in(List<NodeFact> nodes) {
            return nodes.stream()
                    .filter(node ->
                            address(node).filter(found -> isRight(node, found)).isEmpty())
                    .toList();
        }

        private boolean isRight(NodeFact node, String address) {
            if (cilium.hold(address)) {
                return false;
            }
            if (expected instanceof Expected.Within within) {
                return within.ranges().hold(address);
            }
            return expected instanceof Expected.AnyButCilium || node.addresses().contains(address);
        }
    }

    /** The annotation has the form of a CIDR. */
    private static Optional<String> address(NodeFact node) {
        return Optional.ofNullable(node.annotations().get(ANNOTATION))
                .map(Addresses::ofCidr)
                .filter(address -> !address.isBlank());
    }
}
