package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A DaemonSet runs a Ready pod of its present template on every Linux node. Its own counts are not enough: one that matches
 * no node is content with that (gitops-engine, pkg/health/health_daemonset.go).
 */
public record DaemonSetRule(ObjectId daemonSet) implements Rule {

    public static DaemonSetRule of(String namespace, String name) {
        return new DaemonSetRule(ObjectId.namespaced("apps/v1", "DaemonSet", namespace, name));
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, daemonSet), new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(
                look,
                Seat.CLUSTER,
                daemonSet,
                fact -> fact == null
                        ? Judgement.waiting(daemonSet + " answers 404", List.of(Evidence.absent(daemonSet)))
                        : Asked.linuxNodes(
                                look, nodes -> Asked.pods(look, pods -> judge(fact, nodes, pods, look.at()))));
    }

    private Judgement judge(ObjectFact fact, List<NodeFact> nodes, Grouped<PodFact> pods, Instant now) {
        Rollout rollout = new Rollout(fact, pods, nodes);
        Optional<String> unseen = rollout.unseen();
        if (unseen.isPresent()) {
            return Judgement.waiting(
                    unseen.get(), List.of(Evidence.of(daemonSet, "status.observedGeneration", rollout.observed())));
        }
        if (rollout.wanted() == 0) {
            return Judgement.failed(
                            daemonSet + " matches none of " + nodes.size() + " nodes",
                            List.of(Evidence.of(daemonSet, "status.desiredNumberScheduled", 0)))
                    .needing(Need.of(
                            daemonSet + " matches none of " + nodes.size()
                                    + " nodes, so that none runs its pod: no node has what nodeSelector or nodeAffinity of its template ask"
                                    + " for. Correct that where it comes from, in Git or in the values of its chart; where Git is right,"
                                    + " sync the Application that it is of:",
                            "kubectl -n " + daemonSet.namespace() + " get daemonset " + daemonSet.name()
                                    + " -o yaml --show-managed-fields",
                            "kubectl get nodes --show-labels"));
        }
        Judgement judgement = judge(rollout, nodes);
        return judgement.verdict() == Verdict.PASSED
                ? judgement
                : rollout.need(now).map(judgement::needing).orElse(judgement);
    }

    private Judgement judge(Rollout rollout, List<NodeFact> nodes) {
        List<String> without = rollout.without();
        return rolledOut(rollout, nodes.size(), without, rollout.evidence()).leaving(rollout.left(without.size()));
    }

    private Judgement rolledOut(Rollout rollout, int nodes, List<String> without, List<Evidence> evidence) {
        if (!without.isEmpty()) {
            return Judgement.waiting(
                    Words.of(nodes - without.size(), nodes, "nodes have a Ready pod of ") + daemonSet + "; without: "
                            + Words.list(without),
                    evidence);
        }
        return rollout.behind()
                .map(behind -> Judgement.waiting(behind, evidence))
                .orElseGet(() -> Judgement.passed(
                        "every one of " + nodes + " nodes runs a Ready pod of " + daemonSet + ", all updated",
                        evidence));
    }

    List<PodFact> own(Grouped<PodFact> pods) {
        return pods().of(pods);
    }

    /** Those that are to stay on nodes that are there. */
    List<PodFact> own(Grouped<PodFact> pods, Grouped.Group<NodeFact> nodes) {
        return pods.find(new PodFinding.On(pods(), nodes)).stream()
                .filter(PodFact::isToStay)
                .toList();
    }

    private PodFinding pods() {
        return new PodFinding.Of("DaemonSet", daemonSet.namespace(), daemonSet.name());
    }

    /** Looked for once, as all that is found in them is. */
    static List<NodeFact> linux(List<NodeFact> nodes) {
        return Grouped.whole(nodes).find(new Linux());
    }

    private record Linux() implements Finding<NodeFact, List<NodeFact>> {
        @Override
        public List<NodeFact> in(List<NodeFact> nodes) {
            return Grouped.by(
                    any -> "", nodes.stream().filter(NodeFact::isLinux).toList());
        }
    }
}
