package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
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
 */
public record UnchangedRule(ObjectId settings, List<ObjectId> workloads, Instant merged) implements Rule {

    public UnchangedRule {
        workloads = List.copyOf(workloads);
    }

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Set.of(new Question.Pods()));
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
        return Asked.pods(look, pods -> judge(facts, pods));
    }

    private Judgement judge(Map<ObjectId, ObjectFact> facts, Grouped<PodFact> pods) {
        List<ObjectId> gone = objects().filter(id -> !facts.containsKey(id)).toList();
        if (!gone.isEmpty()) {
            return Judgement.waiting(
                            gone.get(0) + " answers 404",
                            gone.stream().map(Evidence::absent).toList())
                    .needing(Need.of(
                            gone.get(0) + " is missing, and no phase deletes it. Sync the Application of Cilium."));
        }
        Foreign foreign = new Foreign(merged);
        List<Foreign.Change> others =
                facts.values().stream().flatMap(foreign::changes).toList();
        if (!others.isEmpty()) {
            return foreign.judgement(others);
        }
        List<Evidence> evidence = new ArrayList<>();
        facts.forEach((id, fact) ->
                evidence.add(new Evidence(id.toString(), "metadata.managedFields", "changed " + fact.changed(), null)));
        Instant written = facts.values().stream()
                .map(ObjectFact::changed)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (!written.isAfter(merged)) {
            return unchanged(evidence);
        }
        List<Rollout> rollouts = workloads.stream()
                .map(id -> new Rollout(Objects.requireNonNull(facts.get(id)), pods, merged))
                .toList();
        return rollouts.stream()
                .flatMap(rollout -> rollout.hindrance(written, evidence).stream())
                .findFirst()
                .orElseGet(() ->
                        settled(Objects.requireNonNull(facts.get(settings)).changed(), rollouts, evidence));
    }

    private Judgement unchanged(List<Evidence> evidence) {
        return Judgement.passed("what the chart renders has not changed since the merge", evidence)
                .since(merged);
    }

    private Judgement old(Instant configured, List<PodFact> old, List<Rollout> rollouts, List<Evidence> evidence) {
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
                        rollouts.stream()
                                .filter(rollout -> rollout.startedBefore(configured)
                                        .findAny()
                                        .isPresent())
                                .map(Rollout::restart)
                                .toArray(String[]::new)));
    }

    /** A pod that started while the ConfigMap was another one may run by that. */
    private boolean isSame(Instant configured, List<Rollout> rollouts) {
        boolean meanwhile = rollouts.stream()
                .flatMap(Rollout::startedAfter)
                .anyMatch(pod ->
                        pod.life().started() != null && pod.life().started().isBefore(configured));
        return !configured.isAfter(merged) || (!meanwhile && rollouts.stream().anyMatch(Rollout::provesSettings));
    }

    /** @param configured when the ConfigMap was written last */
    private Judgement settled(Instant configured, List<Rollout> rollouts, List<Evidence> evidence) {
        boolean same = isSame(configured, rollouts);
        if (same && rollouts.stream().noneMatch(Rollout::hasRestarted)) {
            return unchanged(evidence);
        }
        List<PodFact> old = rollouts.stream()
                .flatMap(rollout -> rollout.startedBefore(configured))
                .toList();
        if (!same && !old.isEmpty()) {
            return old(configured, old, rollouts, evidence);
        }
        List<PodFact> anew = rollouts.stream().flatMap(Rollout::startedAfter).toList();
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
