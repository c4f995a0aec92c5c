package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A workload is scaled to a number, and has just as many Ready pods.
 *
 * @param replicas 0 for one that is stopped: no pod of it is left, not even one that is going
 */
public record WorkloadRule(ObjectId workload, long replicas) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return new HashSet<>(Set.of(new Question.Named(Seat.CLUSTER, workload), new Question.Pods()));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(
                look,
                Seat.CLUSTER,
                workload,
                fact -> Asked.of(look, new Question.Pods(), "the pods", pods -> judge(fact, pods, look.at())));
    }

    private Judgement judge(@Nullable ObjectFact fact, Grouped<PodFact> pods, Instant now) {
        if (fact == null) {
            return Judgement.waiting(workload + " answers 404", List.of(Evidence.absent(workload)));
        }
        if (pods.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no pod");
        }
        List<PodFact> own = new PodFinding.Of(workload.kind(), workload.namespace(), workload.name()).of(pods);
        long wanted = fact.number("spec", "replicas").orElse(-1);
        long there = fact.number("status", "replicas").orElse(0);
        long ready = fact.number("status", "readyReplicas").orElse(0);
        long observed = fact.number("status", "observedGeneration")
                .orElse(fact.version().generation());
        List<Evidence> evidence = new ArrayList<>(List.of(
                Evidence.of(workload, "spec.replicas", wanted, fact.version().changed()),
                Evidence.of(workload, "status.replicas", there),
                Evidence.of(workload, "status.readyReplicas", ready)));
        own.stream()
                .filter(pod -> pod.life().ready() != null)
                .map(pod -> Evidence.of(
                        pod.id(), "status.conditions[Ready]", "True", pod.life().ready()))
                .forEach(evidence::add);
        boolean counted = observed == fact.version().generation() && wanted == replicas && there == replicas;
        if (replicas == 0) {
            return counted && own.stream().allMatch(PodFact::isOver)
                    ? Judgement.passed(workload + " is stopped, and no pod of it is left", evidence)
                    : needing(
                            Judgement.waiting(
                                    workload + " has " + wanted + " replicas wanted, " + there + " there" + left(own),
                                    evidence),
                            StuckPods.ofGoing(own, now).map(StuckPods::notGone));
        }
        return counted && ready == replicas
                ? Judgement.passed(workload + " has all its " + replicas + " replicas Ready", evidence)
                : unready(wanted, ready, evidence, need(fact, own, now));
    }

    private Judgement unready(long wanted, long ready, List<Evidence> evidence, Optional<Need> need) {
        String reason = workload + " has " + ready + " of " + replicas + " replicas Ready, " + wanted + " wanted";
        return needing(Judgement.waiting(reason, evidence), need);
    }

    private static Judgement needing(Judgement waiting, Optional<Need> need) {
        return need.map(waiting::needing).orElse(waiting);
    }

    /** What keeps it from running; while it is asked for another number, what asks for the right one is on its way. */
    private Optional<Need> need(ObjectFact fact, List<PodFact> own, Instant now) {
        long there = fact.number("status", "replicas").orElse(0);
        return StuckPods.ofUnready(own, now)
                .map(stuck -> stuck.notReady(
                        "Pods of " + workload + " are not Ready for more than " + Need.PATIENCE.toMinutes()
                                + " minutes. Its events say why the first of them is not on a node, or not running (no room, a volume"
                                + " of another zone, an image), its log why it does not become Ready:",
                        stuck.logs()))
                .or(() -> StuckPods.ofGoing(own, now).map(StuckPods::notGone))
                .or(() -> there < replicas
                                && fact.number("spec", "replicas").orElse(-1) == replicas
                                && Need.isDue(fact.changed(), now)
                        ? Optional.of(StuckPods.unmade(workload, "has " + there + " replicas of " + replicas))
                        : Optional.empty());
    }

    private static String left(List<PodFact> own) {
        Set<String> names = new TreeSet<>();
        own.stream().filter(pod -> !pod.isOver()).forEach(pod -> names.add(pod.name()));
        return names.isEmpty() ? "" : "; left: " + Words.list(List.copyOf(names));
    }
}
