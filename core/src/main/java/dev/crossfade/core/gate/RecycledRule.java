package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A DaemonSet was restarted: it runs everywhere, and each of its pods is younger than the merge. */
public record RecycledRule(DaemonSetRule daemonSet, Instant merged) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return new HashSet<>(daemonSet.asks());
    }

    @Override
    public Judgement judge(Look look) {
        Judgement rollout = daemonSet.judge(look);
        return rollout.verdict() != Verdict.PASSED
                ? rollout
                : Asked.linuxNodes(
                        look,
                        nodes -> Asked.pods(
                                look,
                                pods -> judge(daemonSet.own(pods, nodes), rollout)
                                        .leaving(rollout.left())));
    }

    private Judgement judge(List<PodFact> own, Judgement rollout) {
        List<PodFact> old = own.stream()
                .filter(pod -> pod.life().created().isBefore(merged))
                .toList();
        return old.isEmpty()
                ? rollout
                : Judgement.waiting(
                        old.size() + " pods of " + daemonSet.daemonSet() + " are from before the merge: "
                                + Words.list(old.stream()
                                        .map(pod -> pod.name() + " on " + pod.node())
                                        .toList()),
                        old.stream()
                                .map(pod -> Evidence.of(
                                        pod.id(),
                                        "metadata.creationTimestamp",
                                        pod.life().created(),
                                        pod.life().created()))
                                .toList());
    }
}
