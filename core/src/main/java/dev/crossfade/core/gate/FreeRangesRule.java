package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.util.List;
import java.util.Set;

/** No pod has an address of these ranges: whoever serves them may go. */
public record FreeRangesRule(Addresses ranges) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.pods(look, this::judge);
    }

    private Judgement judge(Grouped<PodFact> pods) {
        List<PodFact> there = new PodFinding.Within(ranges).of(pods);
        if (there.isEmpty()) {
            return Judgement.passed(
                    "no pod has an address of " + ranges,
                    List.of(new Evidence("Pods", "status.podIPs in " + ranges, "0 of " + pods.size(), null)));
        }
        return Judgement.failed(
                there.size() + " pods have an address of " + ranges + ": "
                        + Words.list(there.stream()
                                .map(pod -> pod.namespace() + "/" + pod.name() + " on " + pod.node())
                                .toList()),
                there.stream()
                        .map(pod -> Evidence.of(
                                pod.id(),
                                "status.podIPs",
                                String.join(", ", pod.placement().addresses()),
                                pod.life().created()))
                        .toList());
    }
}
