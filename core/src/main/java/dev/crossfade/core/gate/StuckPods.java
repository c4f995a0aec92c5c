package dev.crossfade.core.gate;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Pods that are not what they must be for so long that it may not heal by itself.
 *
 * @param all some, by name
 */
record StuckPods(List<PodFact> all) {

    StuckPods {
        all = all.stream().sorted(PodFinding.BY_NAME).toList();
    }

    /** Of those that are to stay the ones that are not Ready for long. */
    static Optional<StuckPods> ofUnready(Collection<PodFact> pods, Instant now) {
        return some(pods.stream()
                .filter(pod -> pod.isToStay() && Need.isDue(pod.life().unready(), now))
                .toList());
    }

    /** Those whose deletion was asked for long ago. */
    static Optional<StuckPods> ofGoing(Collection<PodFact> pods, Instant now) {
        return some(pods.stream()
                .filter(pod -> !pod.isOver() && Need.isDue(pod.life().deleted(), now))
                .toList());
    }

    private static Optional<StuckPods> some(List<PodFact> pods) {
        return pods.isEmpty() ? Optional.empty() : Optional.of(new StuckPods(pods));
    }

    PodFact first() {
        return all.get(0);
    }

    /** The need of pods that are not Ready, with further commands. */
    Need notReady(String what, List<String> more) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "POD", "NOT READY SINCE")));
        all.forEach(pod -> table.add(
                List.of(node(pod), pod.name(), String.valueOf(pod.life().unready()))));
        List<String> commands = new ArrayList<>(List.of(describe()));
        commands.addAll(more);
        return new Need(what, table, commands);
    }

    /**
     * A pod goes when its node's kubelet says that its containers have ended (kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, Pod
     * termination), and finalizers are gone: a node that is down never says so.
     */
    Need notGone() {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "POD", "TO BE GONE SINCE")));
        all.forEach(pod -> table.add(
                List.of(node(pod), pod.name(), String.valueOf(pod.life().deleted()))));
        List<String> commands = new ArrayList<>(List.of(describe()));
        if (!first().node().isEmpty()) {
            commands.add("kubectl describe node " + first().node());
        }
        return new Need(
                "Pods were to be gone more than " + Need.PATIENCE.toMinutes()
                        + " minutes ago and are still there: the node of each is not Ready, a finalizer keeps it, or its containers do"
                        + " not end. Look at the first of them, and at its node: bring that back, or where its machine is gone for good,"
                        + " delete the node, and its pods go with it:",
                table,
                commands);
    }

    /** Where more than the first are to be looked at, they stand in the table. */
    private String describe() {
        return "kubectl -n " + first().namespace() + " describe pod " + first().name();
    }

    /** Of the first; a pod without a node has none. */
    List<String> logs() {
        return first().node().isEmpty()
                ? List.of()
                : List.of("kubectl -n " + first().namespace() + " logs " + first().name()
                        + " --all-containers --tail=50");
    }

    private static String node(PodFact pod) {
        return pod.node().isEmpty() ? "none" : pod.node();
    }

    /** The need where there are fewer of them than there must be. */
    static Need unmade(ObjectId of, String has) {
        return Need.of(
                of + " " + has + ", and was written more than " + Need.PATIENCE.toMinutes()
                        + " minutes ago. Its events say why no more of them are made (a quota, an admission webhook, a right that"
                        + " is missing):",
                "kubectl -n " + of.namespace() + " describe " + of.kind().toLowerCase(Locale.ROOT) + " " + of.name());
    }
}
