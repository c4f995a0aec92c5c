package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Question.Goldpinger;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All instances of a customer's own Goldpinger reach each other, wherever they run: unlike the plan's probe, it may leave nodes
 * out, or be on the host's network. Instances of nodes that go are counted as lost for a moment, so a broken path is waited for.
 */
public record GoldpingerRule(Goldpinger goldpinger) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Set.of(new Question.Mesh(goldpinger)));
        if (goldpinger instanceof Goldpinger.InCluster inside) {
            asks.add(new Question.Pods());
            asks.add(new Question.Named(Seat.CLUSTER, daemonSet(inside)));
        }
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        return goldpinger instanceof Goldpinger.InCluster inside
                ? Asked.named(
                        look,
                        Seat.CLUSTER,
                        daemonSet(inside),
                        fact -> Asked.of(
                                look, new Question.Pods(), "the pods", pods -> scheduled(look, inside, fact, pods)))
                : asked(look, List.of());
    }

    private Judgement scheduled(
            Look look, Goldpinger.InCluster inside, @Nullable ObjectFact fact, Grouped<PodFact> pods) {
        ObjectId daemonSet = daemonSet(inside);
        if (fact == null) {
            return Judgement.waiting(daemonSet + " answers 404", List.of(Evidence.absent(daemonSet)));
        }
        long desired = fact.number("status", "desiredNumberScheduled").orElse(0);
        List<PodFact> ready = new DaemonSetRule(daemonSet)
                .own(pods).stream().filter(PodFact::isReady).toList();
        if (ready.size() < desired) {
            return Judgement.waiting(
                    Words.of(ready.size(), desired, "pods of ") + daemonSet + " are Ready",
                    List.of(Evidence.of(daemonSet, "status.desiredNumberScheduled", desired)));
        }
        return asked(look, ready);
    }

    /** @param ready empty where it is not known which instances there are but by what they say of each other */
    private Judgement asked(Look look, List<PodFact> ready) {
        return Asked.mesh(look, new Question.Mesh(goldpinger), place(), mesh -> judge(mesh, ready));
    }

    private Judgement judge(MeshFact mesh, List<PodFact> ready) {
        List<String> instances = ready.isEmpty()
                ? mesh.pods()
                : ready.stream().map(PodFact::name).toList();
        if (instances.size() < 2) {
            return Judgement.unknown(place() + " has " + instances.size() + " instances: no path is measured");
        }
        Judgement judged = new MeshPaths(instances, mesh).judge(Verdict.WAITING, "");
        return judged.verdict() == Verdict.PASSED ? judged.since(newest(ready)) : judged;
    }

    private static @Nullable Instant newest(List<PodFact> ready) {
        return ready.stream()
                .flatMap(pod -> Stream.ofNullable(pod.life().ready()))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static ObjectId daemonSet(Goldpinger.InCluster inside) {
        return ObjectId.namespaced("apps/v1", "DaemonSet", inside.namespace(), inside.daemonSet());
    }

    private String place() {
        return "Goldpinger "
                + (goldpinger instanceof Goldpinger.InCluster inside
                        ? inside.namespace() + "/" + inside.daemonSet()
                        : ((Goldpinger.At) goldpinger).address().getAuthority());
    }
}
