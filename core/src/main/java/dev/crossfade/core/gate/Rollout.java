package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How far the pods of a DaemonSet or a Deployment have come with its present template. */
final class Rollout {

    private final ObjectFact fact;
    private final List<NodeFact> nodes;
    private final Grouped<PodFact> everywhere;
    private final Own own;

    Rollout(ObjectFact fact, Grouped<PodFact> pods, List<NodeFact> nodes) {
        this.fact = fact;
        this.nodes = nodes;
        this.everywhere = pods;
        this.own = pods.find(new Pods(fact.id(), Grouped.whole(nodes)));
    }

    /**
     * Its pods on nodes that are there, or on none yet.
     *
     * @param all those that are not over
     * @param pods of these those that are to stay
     * @param newest of these the one that became Ready last, or null
     * @param without names of nodes that have no Ready one, in order
     */
    private record Own(
            int all, List<PodFact> pods, @Nullable PodFact newest, List<String> without) {}

    /** Looked for once, until a pod or a node is another one. */
    private record Pods(ObjectId id, Grouped.Group<NodeFact> nodes) implements Finding<PodFact, Own> {
        @Override
        public Own in(List<PodFact> everywhere) {
            PodFinding its = new PodFinding.Of(id.kind(), id.namespace(), id.name());
            List<PodFact> all = Grouped.by(PodFact::node, everywhere).find(new PodFinding.On(its, nodes)).stream()
                    .filter(pod -> !pod.isOver())
                    .toList();
            List<PodFact> pods = all.stream().filter(PodFact::isToStay).toList();
            List<PodFact> ready = pods.stream().filter(PodFact::isReady).toList();
            Set<String> with = ready.stream().map(PodFact::node).collect(Collectors.toSet());
            return new Own(
                    all.size(),
                    pods,
                    newest(ready).orElse(null),
                    nodes.facts().stream()
                            .map(NodeFact::name)
                            .filter(node -> !with.contains(node))
                            .sorted()
                            .toList());
        }

        @Override
        public Object place() {
            return List.of(Pods.class, id);
        }
    }

    private static Optional<PodFact> newest(List<PodFact> ready) {
        return ready.stream()
                .max(Comparator.comparing(
                        pod -> Objects.requireNonNull(pod.life().ready())));
    }

    /** Names of nodes that have no Ready one, in order. */
    List<String> without() {
        return own.without();
    }

    ObjectFact fact() {
        return fact;
    }

    /** Those that are to stay, on nodes that are there or on none yet. */
    List<PodFact> pods() {
        return own.pods();
    }

    /** That its controller has not seen what it is to be: until then its counts are of something else. */
    Optional<String> unseen() {
        long generation = fact.version().generation();
        long observed = observed();
        return observed == generation
                ? Optional.empty()
                : Optional.of(fact.id() + " is at generation " + generation + ", its controller at " + observed);
    }

    /** That its controller does not count all of its pods as updated and available. */
    Optional<String> behind() {
        long wanted = wanted();
        long updated = updated();
        long available = available();
        long old = isDaemonSet() ? 0 : count("status", "replicas") - updated;
        return updated >= wanted && available >= wanted && old <= 0
                ? Optional.empty()
                : Optional.of(fact.id() + ": " + updated + " of " + wanted + " pods are updated, " + available
                        + " available" + (old > 0 ? ", " + old + " of before still there" : ""));
    }

    long observed() {
        return count("status", "observedGeneration");
    }

    long wanted() {
        return isDaemonSet()
                ? count("status", "desiredNumberScheduled")
                : fact.number("spec", "replicas").orElse(1);
    }

    long updated() {
        return count("status", isDaemonSet() ? "updatedNumberScheduled" : "updatedReplicas");
    }

    long available() {
        return count("status", isDaemonSet() ? "numberAvailable" : "availableReplicas");
    }

    /**
     * What has still to be updated, or to become Ready.
     *
     * @param without how many nodes have no Ready pod
     */
    Left left(int without) {
        long old = Math.max(0, wanted() - updated());
        return new Left((int) old + without, fact.changed(), step());
    }

    /**
     * When the newest pod came that is Ready and younger than what the object says now, on a node that was there before: the pod of a machine
     * that has just come is no step of a rollout.
     */
    private @Nullable Instant step() {
        return everywhere
                .find(new Step(fact.id(), Grouped.whole(nodes), fact.changed()))
                .orElse(null);
    }

    /** Looked for once, until a pod or a node is another one, or the object is written. */
    private record Step(ObjectId id, Grouped.Group<NodeFact> nodes, Instant written)
            implements Finding<PodFact, Optional<Instant>> {
        @Override
        public Optional<Instant> in(List<PodFact> everywhere) {
            Stream<PodFact> anew = Grouped.by(PodFact::node, everywhere).find(new Pods(id, nodes)).pods().stream()
                    .filter(pod -> written.isBefore(pod.life().created()));
            return Optional.ofNullable(
                    step(written, nodes.facts(), anew, pod -> pod.life().created()));
        }

        @Override
        public Object place() {
            return List.of(Step.class, id);
        }
    }

    /**
     * The same of whatever rolls something out.
     *
     * @param anew pods that have it
     * @param came when one of them came
     */
    static @Nullable Instant step(
            Instant written, List<NodeFact> nodes, Stream<PodFact> anew, Function<PodFact, @Nullable Instant> came) {
        Set<String> before = nodes.stream()
                .filter(node -> node.created().isBefore(written))
                .map(NodeFact::name)
                .collect(Collectors.toSet());
        return anew.filter(pod -> pod.isReady() && before.contains(pod.node()))
                .flatMap(pod -> Stream.ofNullable(came.apply(pod)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** What its controller counts, what it is of, and the newest of its Ready pods. */
    List<Evidence> evidence() {
        List<Evidence> evidence = new ArrayList<>(List.of(
                Evidence.of(
                        fact.id(),
                        "status",
                        (isDaemonSet() ? "desired " : "wanted ") + wanted() + ", updated " + updated() + ", available "
                                + available()),
                Evidence.of(fact.id(), "metadata.generation", fact.version().generation(), fact.changed())));
        @Nullable PodFact newest = own.newest();
        if (newest != null) {
            evidence.add(Evidence.of(
                    newest.id(),
                    "status.conditions[Ready]",
                    "True",
                    newest.life().ready()));
        }
        return evidence;
    }

    /**
     * True for a pod that may run by what there was before a time. Of Cilium's agent an init container fetches the configuration
     * (templates/cilium-agent/daemonset.yaml: cilium build-config), and one that is killed alone starts by the same one again.
     */
    static boolean startedBefore(PodFact pod, Instant time) {
        Instant begun = pod.life().begun();
        return begun == null || begun.isBefore(time);
    }

    /** What a person has to do for it to go on; nothing where it goes on by itself, or may. */
    Optional<Need> need(Instant now) {
        Optional<StuckPods> stuck = StuckPods.ofUnready(own.pods(), now);
        if (stuck.isPresent()) {
            return Optional.of(stuck(stuck.get()));
        }
        if (own.all() < wanted() && Need.isDue(fact.changed(), now)) {
            return Optional.of(StuckPods.unmade(fact.id(), "has " + own.all() + " pods of " + wanted()));
        }
        List<PodFact> old = replacesOnDeletion() && updated() < wanted()
                ? own.pods().stream()
                        .filter(pod -> pod.life().created().isBefore(fact.changed()))
                        .toList()
                : List.of();
        return old.isEmpty() ? Optional.empty() : Optional.of(undeleted(old));
    }

    private boolean replacesOnDeletion() {
        return replacesOnDeletion(fact);
    }

    /** True where its controller makes a pod anew only once somebody has deleted the old one. */
    private static boolean replacesOnDeletion(ObjectFact fact) {
        return fact.text("spec", "updateStrategy", "type").equals(Optional.of("OnDelete"));
    }

    /** Commands that have these pods take over what their object says now. */
    List<String> restart(List<PodFact> old) {
        return restart(fact.id(), replacesOnDeletion(), old);
    }

    /** The same where the object may not have been read. */
    static List<String> restart(Look look, ObjectId id, List<PodFact> old) {
        return restart(
                id,
                look.answer(new Question.Named(Seat.CLUSTER, id))
                        .got()
                        .flatMap(found -> found)
                        .filter(Rollout::replacesOnDeletion)
                        .isPresent(),
                old);
    }

    private static List<String> restart(ObjectId id, boolean deleting, List<PodFact> old) {
        String kubectl = "kubectl -n " + id.namespace();
        if (deleting && !old.isEmpty()) {
            PodFact first = old.get(0);
            return List.of(
                    kubectl + " delete pod " + first.name(),
                    kubectl + " get pods -o wide --field-selector spec.nodeName=" + first.node());
        }
        String name = id.kind().toLowerCase(Locale.ROOT) + "/" + id.name();
        return List.of(kubectl + " rollout restart " + name, kubectl + " rollout status " + name);
    }

    private Need stuck(StuckPods stuck) {
        Optional<NodeFact> node = nodes.stream()
                .filter(each -> each.name().equals(stuck.first().node()))
                .findFirst();
        return stuck.notReady(
                "Pods of " + fact.id() + " are not Ready for more than " + Need.PATIENCE.toMinutes()
                        + " minutes. Where it is being updated, that may go no further before they are. Look at the first of them, and"
                        + " at its node where that is not Ready:",
                node.filter(NodeFact::isReady).isPresent()
                        ? stuck.logs()
                        : node.stream()
                                .map(gone -> "kubectl describe node " + gone.name())
                                .toList());
    }

    private Need undeleted(List<PodFact> old) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "POD", "CREATED")));
        old.forEach(pod ->
                table.add(List.of(pod.node(), pod.name(), pod.life().created().toString())));
        return new Need(
                fact.id()
                        + " has updateStrategy OnDelete: a pod takes over what it says now only when somebody deletes it. Delete"
                        + " these one after the other, each when the one before is Ready again, beginning with the first:",
                table,
                restart(old));
    }

    private boolean isDaemonSet() {
        return fact.id().kind().equals("DaemonSet");
    }

    private long count(String... field) {
        return fact.number(field).orElse(0);
    }
}
