package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the chart renders is what it rendered before: nothing that these objects do has changed since the merge. Labels, annotations
 * and status may. That the objects are what Git says now is for the gate of Argo CD to prove.
 *
 * <p>What Argo CD itself has written since may be the merge's doing, or bring back what somebody had changed. Pods tell them apart:
 * those from before the merge that are of the present template prove that it is the one from before, and with it the checksum of
 * the configuration that it carries. Where none is left, the pods have taken over what Git says, and it is for them to be healthy.
 *
 * @param settings the ConfigMap
 * @param workloads what runs by it
 * @param application the Application that applies them
 */
public record UnchangedRule(ObjectId settings, List<ObjectId> workloads, ObjectId application, Instant merged)
        implements Rule {

    public UnchangedRule {
        workloads = List.copyOf(workloads);
    }

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Set.of(new Question.Nodes(), new Question.Pods()));
        objects().forEach(id -> asks.add(new Question.Named(Seat.CLUSTER, id)));
        return asks;
    }

    private Stream<ObjectId> objects() {
        return Stream.concat(Stream.of(settings), workloads.stream());
    }

    @Override
    public Judgement judge(Look look) {
        Map<ObjectId, ObjectFact> facts = new LinkedHashMap<>();
        for (ObjectId id : objects().toList()) {
            Reading<Optional<ObjectFact>> reading = look.answer(new Question.Named(Seat.CLUSTER, id));
            if (reading instanceof Reading.Unread<Optional<ObjectFact>> unread) {
                return Judgement.unknown(id + " cannot be read: " + unread.why());
            }
            reading.got().flatMap(fact -> fact).ifPresent(fact -> facts.put(id, fact));
        }
        return Asked.linuxNodes(look, nodes -> Asked.pods(look, pods -> standing(facts, nodes, pods, look.at())));
    }

    private Judgement standing(
            Map<ObjectId, ObjectFact> facts, List<NodeFact> nodes, Grouped<PodFact> pods, Instant now) {
        List<ObjectId> gone = objects().filter(id -> !facts.containsKey(id)).toList();
        if (!gone.isEmpty()) {
            return missing(gone);
        }
        Foreign foreign = new Foreign(merged, application);
        List<Foreign.Change> others =
                facts.values().stream().flatMap(foreign::changes).toList();
        if (!others.isEmpty()) {
            return foreign.judgement(others);
        }
        return written(facts, nodes, pods, now);
    }

    /** Nobody but Argo CD has written anything since the merge. */
    private Judgement written(
            Map<ObjectId, ObjectFact> facts, List<NodeFact> nodes, Grouped<PodFact> pods, Instant now) {
        List<Evidence> evidence = new ArrayList<>();
        facts.forEach((id, fact) ->
                evidence.add(new Evidence(id.toString(), "metadata.managedFields", "changed " + fact.changed(), null)));
        List<Rollout> rollouts = workloads.stream()
                .map(id -> new Rollout(Objects.requireNonNull(facts.get(id)), pods, nodes))
                .toList();
        Optional<Written> written = facts.values().stream()
                .flatMap(Written::of)
                .max(Comparator.comparing(Written::time))
                .filter(last -> last.time().isAfter(merged));
        if (written.isEmpty()) {
            return unchanged(evidence);
        }
        return rollouts.stream()
                .flatMap(rollout -> hindrance(rollout, written.get(), evidence, now).stream())
                .findFirst()
                .orElseGet(() -> settled(
                        Objects.requireNonNull(facts.get(settings)).changed(),
                        rollouts.stream()
                                .map(rollout -> new Renewal(rollout, merged))
                                .toList(),
                        evidence))
                .leaving(rollouts.stream()
                        .map(rollout -> rollout.left(0))
                        .reduce(Left::and)
                        .orElse(null));
    }

    private Judgement missing(List<ObjectId> gone) {
        return Judgement.waiting(
                        gone.get(0) + " answers 404",
                        gone.stream().map(Evidence::absent).toList())
                .needing(Need.of(
                        gone.get(0) + " is missing, and no phase deletes it. Have " + application + " make it again:",
                        ApplicationNeeds.sync(application)));
    }

    /** The newest write of an object that may have changed what it does. */
    private record Written(ObjectId id, String manager, Instant time) {

        static Stream<Written> of(ObjectFact fact) {
            return fact.writes().stream()
                    .filter(write -> !write.fields().isEmpty())
                    .map(write -> new Written(fact.id(), write.manager(), write.time()));
        }

        @Override
        public String toString() {
            return manager + " wrote " + id + " at " + time;
        }
    }

    /** Where not all pods are of the present template and Ready; one that is not there yet may come up with another one. */
    private static Optional<Judgement> hindrance(
            Rollout rollout, Written written, List<Evidence> evidence, Instant now) {
        Optional<String> why = rollout.unseen().or(rollout::behind);
        if (why.isEmpty() && rollout.pods().isEmpty()) {
            why = Optional.of(rollout.fact().id() + " has no pod");
        }
        return why.map(words -> Judgement.waiting(written + ", after the merge, and " + words, evidence))
                .map(judgement -> rollout.need(now).map(judgement::needing).orElse(judgement));
    }

    private Judgement unchanged(List<Evidence> evidence) {
        return Judgement.passed("what the chart renders has not changed since the merge", evidence)
                .since(merged);
    }

    private Judgement old(Instant configured, List<PodFact> old, List<Renewal> renewals, List<Evidence> evidence) {
        return Judgement.waiting(
                        settings + " was written at " + configured + ", and these run what it was before: "
                                + Words.list(
                                        old.stream().map(PodFact::name).sorted().toList()),
                        evidence)
                .needing(Need.of(
                        "Argo CD has written " + settings
                                + " since the merge, and pods that started before take that over"
                                + " only when they start anew. See that what changed does no harm, then restart them at a"
                                + " time that you choose:",
                        renewals.stream()
                                .flatMap(renewal -> renewal.restart(configured))
                                .toArray(String[]::new)));
    }

    /** A pod that started while the ConfigMap was another one may run by that. */
    private boolean isSame(Instant configured, List<Renewal> renewals) {
        boolean meanwhile = renewals.stream()
                .flatMap(Renewal::startedAfter)
                .anyMatch(pod -> Rollout.startedBefore(pod, configured));
        return !configured.isAfter(merged) || (!meanwhile && renewals.stream().anyMatch(Renewal::provesSettings));
    }

    /** @param configured when the ConfigMap was written last */
    private Judgement settled(Instant configured, List<Renewal> renewals, List<Evidence> evidence) {
        boolean same = isSame(configured, renewals);
        if (same && renewals.stream().noneMatch(Renewal::isAnew)) {
            return unchanged(evidence);
        }
        List<PodFact> old = renewals.stream()
                .flatMap(renewal -> renewal.startedBefore(configured))
                .toList();
        if (!same && !old.isEmpty()) {
            return old(configured, old, renewals, evidence);
        }
        List<PodFact> anew = renewals.stream().flatMap(Renewal::startedAfter).toList();
        return Judgement.passed(
                        "Cilium runs by what the chart renders. Pods have started since the merge and taken that over, and are"
                                + " Ready: "
                                + Words.list(anew.stream()
                                        .map(PodFact::name)
                                        .sorted()
                                        .toList()),
                        evidence)
                .since(anew.stream()
                        .flatMap(pod -> Stream.ofNullable(pod.life().ready()))
                        .max(Comparator.naturalOrder())
                        .orElse(merged));
    }
}
