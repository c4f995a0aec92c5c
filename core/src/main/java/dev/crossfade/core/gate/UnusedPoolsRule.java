package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
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

/**
 * No pod has an address of the network that goes, running or not: it would lose it.
 *
 * @param pools Calico's pools
 * @param migrated the nodes that carry the label
 */
public record UnusedPoolsRule(Addresses pools, Addresses cilium, NodeSelection migrated) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.linuxNodes(look, nodes -> Asked.pods(look, pods -> judge(nodes, pods)));
    }

    /** Those that would lose their network. */
    private record LeftPod(Addresses pools, Addresses cilium) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return new Networked().test(pod) && (new Within(pools).test(pod) || new Outside(cilium).test(pod));
        }
    }

    /** The youngest pod of a DaemonSet. */
    private record Youngest() implements Finding<PodFact, Optional<PodFact>> {
        @Override
        public Optional<PodFact> in(List<PodFact> pods) {
            return pods.stream()
                    .filter(pod -> pod.owner().kind().equals("DaemonSet"))
                    .max(Comparator.<PodFact, Instant>comparing(
                                    pod -> pod.life().created())
                            .thenComparing(PodFinding.BY_NAME));
        }
    }

    private Judgement judge(List<NodeFact> nodes, Grouped<PodFact> pods) {
        int counted = new PodFinding.Networked().count(pods);
        List<PodFact> left = new LeftPod(pools, cilium).of(pods);
        if (left.isEmpty()) {
            return Judgement.passed("none of " + counted + " pods has an address of " + pools, none(pods, counted));
        }
        List<Evidence> evidence = new ArrayList<>();
        left.forEach(pod -> evidence.add(Evidence.of(
                pod.id(),
                "status.podIPs",
                String.join(", ", pod.placement().addresses()),
                pod.life().created())));
        return Judgement.waiting(
                        left.size() + " of " + counted + " pods still have an address that is not Cilium's: "
                                + Words.list(left.stream()
                                        .map(pod -> pod.namespace() + "/" + pod.name() + " on " + pod.node())
                                        .toList()),
                        evidence)
                .needing(new LeftPods(left, LeftPods.moved(migrated, cilium, nodes, pods)).need());
    }

    /**
     * An absence carries no time. What brings such addresses back is a pod of a DaemonSet that is faster than its node's agent, so
     * the youngest of these says how long there was none; any other pod may be young in a cluster that works.
     */
    private List<Evidence> none(Grouped<PodFact> pods, int counted) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("Pods", "status.podIPs in " + pools, "0 of " + counted, null));
        pods.each(new Youngest()).stream()
                .flatMap(Optional::stream)
                .max(Comparator.comparing(pod -> pod.life().created()))
                .map(pod -> Evidence.of(
                        pod.id(),
                        "metadata.creationTimestamp",
                        pod.life().created(),
                        pod.life().created()))
                .ifPresent(evidence::add);
        return evidence;
    }
}
