package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * No pod of some workloads is left, not even one that is going.
 *
 * @param owners names of their DaemonSets and Deployments
 * @param from what this must be later than: an absence carries no time
 */
public record NoPodsRule(String namespace, List<String> owners, Instant from) implements Rule {

    public NoPodsRule {
        owners = List.copyOf(owners);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.pods(look, pods -> judge(pods, look.at()));
    }

    private record LeftPod(String namespace, List<String> owners) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.namespace().equals(namespace)
                    && owners.contains(pod.owner().name())
                    && !pod.isOver();
        }
    }

    private Judgement judge(Grouped<PodFact> pods, Instant now) {
        List<PodFact> left = new LeftPod(namespace, owners).of(pods);
        if (left.isEmpty()) {
            return Judgement.passed(
                            "no pod of " + String.join(", ", owners) + " is left in " + namespace,
                            List.of(new Evidence(
                                    "Pods in " + namespace, "owner " + String.join(" or ", owners), "0", null)))
                    .since(from);
        }
        Judgement waiting = Judgement.waiting(
                left.size() + " pods are left: "
                        + Words.list(left.stream().map(PodFact::name).toList()),
                left.stream()
                        .map(pod -> Evidence.of(
                                pod.id(),
                                "status.phase",
                                pod.life().phase(),
                                pod.life().deleted()))
                        .toList());
        return need(left, now).map(waiting::needing).orElse(waiting);
    }

    /** Whoever owns them is asked about by another rule; its pods go with it, but for a deletion that leaves them (--cascade=orphan). */
    private Optional<Need> need(List<PodFact> left, Instant now) {
        return StuckPods.ofGoing(left, now)
                .map(StuckPods::notGone)
                .or(() -> Need.isDue(from, now) && left.stream().allMatch(PodFact::isToStay)
                        ? Optional.of(kept(new StuckPods(left)))
                        : Optional.empty());
    }

    private Need kept(StuckPods left) {
        return Need.of(
                left.all().size() + " pods of what this phase removes are left " + Need.PATIENCE.toMinutes()
                        + " minutes after the merge, and nobody has deleted them. See whether their owner is still there, which goes"
                        + " with Argo CD's sync or with Tigera's operator; without an owner delete them:",
                "kubectl -n " + namespace + " get daemonsets,deployments",
                "kubectl -n " + namespace + " get pod " + left.first().name()
                        + " -o jsonpath='{.metadata.ownerReferences}'");
    }
}
