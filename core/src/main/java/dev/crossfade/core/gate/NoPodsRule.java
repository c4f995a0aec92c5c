package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.List;
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
        return Asked.pods(look, this::judge);
    }

    private record Left(String namespace, List<String> owners) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.namespace().equals(namespace)
                    && owners.contains(pod.owner().name())
                    && !pod.isOver();
        }
    }

    private Judgement judge(Grouped<PodFact> pods) {
        List<PodFact> left = new Left(namespace, owners).of(pods);
        if (left.isEmpty()) {
            return Judgement.passed(
                            "no pod of " + String.join(", ", owners) + " is left in " + namespace,
                            List.of(new Evidence(
                                    "Pods in " + namespace, "owner " + String.join(" or ", owners), "0", null)))
                    .since(from);
        }
        return Judgement.waiting(
                left.size() + " pods are left: "
                        + Words.list(left.stream().map(PodFact::name).toList()),
                left.stream()
                        .map(pod -> Evidence.of(
                                pod.id(),
                                "status.phase",
                                pod.life().phase(),
                                pod.life().deleted()))
                        .toList());
    }
}
