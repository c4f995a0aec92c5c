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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calico has the address of each node that its method gives. It looks again every 60 s (calico, startup.go, AUTODETECT_POLL_INTERVAL),
 * so what is right now says little before the newest agent of either network is some polls old.
 *
 * @param expected what the method may find
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
        List<String> wrong = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (NodeFact node : nodes) {
            Optional<String> found = address(node);
            if (found.isEmpty()) {
                missing.add(node.name());
                evidence.add(read(node, "none"));
            } else if (!isRight(node, found.get())) {
                wrong.add(node.name() + " has " + found.get() + ", InternalIP " + String.join(", ", node.addresses()));
                evidence.add(read(node, found.get()));
            }
        }
        if (!wrong.isEmpty()) {
            return Judgement.failed(
                    Words.of(wrong.size(), nodes.size(), "nodes have another address for Calico: ") + Words.list(wrong),
                    evidence);
        }
        if (!missing.isEmpty()) {
            return Judgement.waiting(
                    Words.of(missing.size(), nodes.size(), "nodes have no address of Calico's yet: ")
                            + Words.list(missing),
                    evidence);
        }
        return passed(nodes, pods);
    }

    private static Evidence read(NodeFact node, String value) {
        return Evidence.of(node.id(), "metadata.annotations[" + ANNOTATION + "]", value);
    }

    private Judgement passed(List<NodeFact> nodes, Grouped<PodFact> pods) {
        NodeFact newest =
                nodes.stream().max(Comparator.comparing(NodeFact::created)).orElseThrow();
        Instant started = agents.stream()
                .flatMap(agent -> agent.own(pods).stream())
                .flatMap(pod -> Stream.ofNullable(pod.life().started()))
                .max(Comparator.naturalOrder())
                .orElse(null);
        return Judgement.passed(
                        Words.of(nodes.size(), nodes.size(), "annotations are the address that the method gives"),
                        List.of(Evidence.of(
                                newest.id(),
                                "metadata.annotations[" + ANNOTATION + "]",
                                address(newest).orElseThrow(),
                                newest.created())))
                .since(started);
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

    /** The annotation has the form of a CIDR. */
    private static Optional<String> address(NodeFact node) {
        return Optional.ofNullable(node.annotations().get(ANNOTATION))
                .map(Addresses::ofCidr)
                .filter(address -> !address.isBlank());
    }
}
