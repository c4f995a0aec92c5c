package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Which pods of a rollout that has come to its end are of before a merge, and what that proves. */
record Renewal(Rollout rollout, Instant merged) {

    /** What the configuration was rendered as, where rollOutCiliumPods or operator.rollOutPods is set (cilium, templates). */
    private static final String CHECKSUM = "cilium.io/cilium-configmap-checksum";

    /** All of them are of the present template, so one from before the merge shows that it is the one from before. */
    boolean isAnew() {
        return fact().changed().isAfter(merged)
                && pods().stream().noneMatch(pod -> pod.life().created().isBefore(merged));
    }

    /** The template from before, with the checksum of what was rendered before. */
    boolean provesSettings() {
        return !isAnew()
                && fact().text("spec", "template", "metadata", "annotations", CHECKSUM)
                        .isPresent();
    }

    Stream<PodFact> startedBefore(Instant time) {
        return pods().stream().filter(pod -> Rollout.startedBefore(pod, time));
    }

    Stream<PodFact> startedAfter() {
        return pods().stream()
                .filter(pod -> pod.life().begun() != null && pod.life().begun().isAfter(merged));
    }

    /** Commands for those that started before a time; none where there are none. */
    Stream<String> restart(Instant time) {
        List<PodFact> old = startedBefore(time).toList();
        return old.isEmpty() ? Stream.empty() : rollout.restart(old).stream();
    }

    private ObjectFact fact() {
        return rollout.fact();
    }

    private List<PodFact> pods() {
        return rollout.pods();
    }
}
