package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How far a DaemonSet or a Deployment that was written since a merge has gone with that. */
final class Rollout {

    /** What the configuration was rendered as, where rollOutCiliumPods or operator.rollOutPods is set (cilium, templates). */
    private static final String CHECKSUM = "cilium.io/cilium-configmap-checksum";

    private final ObjectFact fact;
    private final Instant merged;
    private final List<PodFact> pods;

    Rollout(ObjectFact fact, Grouped<PodFact> all, Instant merged) {
        this.fact = fact;
        this.merged = merged;
        this.pods = new PodFinding.Of(
                        fact.id().kind(), fact.id().namespace(), fact.id().name())
                .of(all).stream()
                        .filter(pod -> !pod.isOver() && pod.life().deleted() == null)
                        .toList();
    }

    /** Where not all pods are of the present template and Ready; one that is not there yet may come up with another one. */
    Optional<Judgement> hindrance(Instant written, List<Evidence> evidence) {
        long generation = fact.version().generation();
        long observed = fact.number("status", "observedGeneration").orElse(0);
        boolean set = fact.id().kind().equals("DaemonSet");
        long wanted = set
                ? count("status", "desiredNumberScheduled")
                : fact.number("spec", "replicas").orElse(1);
        long updated = count("status", set ? "updatedNumberScheduled" : "updatedReplicas");
        long available = count("status", set ? "numberAvailable" : "availableReplicas");
        boolean old = !set && count("status", "replicas") > updated;
        return observed == generation && updated >= wanted && available >= wanted && !old && !pods.isEmpty()
                ? Optional.empty()
                : Optional.of(Judgement.waiting(
                        "what Cilium runs by was written at " + written + ", after the merge, and " + fact.id()
                                + " has " + Words.of(updated, wanted, "pods updated, ") + available + " available",
                        evidence));
    }

    /** All of them are of the present template once nothing hinders, so one from before the merge shows that it is the one from before. */
    boolean hasRestarted() {
        return fact.changed().isAfter(merged)
                && pods.stream().noneMatch(pod -> pod.life().created().isBefore(merged));
    }

    /** The template from before, with the checksum of what was rendered before. */
    boolean provesSettings() {
        return !hasRestarted()
                && fact.text("spec", "template", "metadata", "annotations", CHECKSUM)
                        .isPresent();
    }

    Stream<PodFact> startedBefore(Instant time) {
        return pods.stream()
                .filter(pod ->
                        pod.life().started() == null || pod.life().started().isBefore(time));
    }

    Stream<PodFact> startedAfter() {
        return pods.stream()
                .filter(pod ->
                        pod.life().started() != null && pod.life().started().isAfter(merged));
    }

    String restart() {
        return "kubectl -n " + fact.id().namespace() + " rollout restart "
                + fact.id().kind().toLowerCase(Locale.ROOT) + "/" + fact.id().name();
    }

    private long count(String... field) {
        return fact.number(field).orElse(0);
    }
}
