package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
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
                                pods -> judge(look, daemonSet.own(pods, Grouped.whole(nodes)), rollout)
                                        .leaving(rollout.left())));
    }

    private Judgement judge(Look look, List<PodFact> own, Judgement rollout) {
        List<PodFact> old = own.stream()
                .filter(pod -> pod.life().created().isBefore(merged))
                .toList();
        if (old.isEmpty()) {
            return rollout;
        }
        Judgement waiting = Judgement.waiting(
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
        return Need.isDue(merged, look.at()) ? waiting.needing(need(look, old)) : waiting;
    }

    /** Its Job restarts it, but for one that takes a restart and replaces no pod. */
    private Need need(Look look, List<PodFact> old) {
        return new Need(
                "The Job of this phase restarts " + daemonSet.daemonSet() + ", and " + Need.PATIENCE.toMinutes()
                        + " minutes after the merge " + old.size()
                        + " of its pods are from before. Where that Job still runs, wait for it. Where it is Complete, the DaemonSet"
                        + " has replaced none of them (updateStrategy OnDelete) or somebody has put back its template: replace them,"
                        + " one after the other, each when the one before is Ready again:",
                List.of(),
                Rollout.restart(look, daemonSet.daemonSet(), old));
    }
}
