package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Cilium's operator runs as its Deployment says, by the configuration that stands there. It gives nodes their blocks and takes their
 * taint away, and reads the ConfigMap as it starts (templates/cilium-operator/deployment.yaml: --config-dir, no checksum without
 * rollOutPods): one from before may still delete pods that it no longer should.
 *
 * @param cilium the Application that applies it
 */
public record OperatorRule(ObjectId cilium) implements Rule {

    static final ObjectId OPERATOR = ObjectId.namespaced("apps/v1", "Deployment", "kube-system", "cilium-operator");

    /**
     * A pod that stays finds a changed ConfigMap in its volume later (kubernetes, Configure a Pod to Use a ConfigMap: kubelet's sync
     * period and cache).
     */
    private static final Duration PROJECTED = Duration.ofMinutes(2);

    @Override
    public Set<Question<?>> asks() {
        return Set.of(
                new Question.Named(Seat.CLUSTER, OPERATOR),
                new Question.Named(Seat.CLUSTER, AgentsRule.CONFIG),
                new Question.Nodes(),
                new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return there(
                look,
                OPERATOR,
                operator -> there(
                        look,
                        AgentsRule.CONFIG,
                        config -> Asked.linuxNodes(
                                look,
                                nodes -> Asked.pods(
                                        look, pods -> judge(operator, config.changed(), nodes, pods, look.at())))));
    }

    private static Judgement there(Look look, ObjectId id, Function<ObjectFact, Judgement> judge) {
        return Asked.named(
                look,
                Seat.CLUSTER,
                id,
                fact -> fact == null
                        ? Judgement.waiting(id + " answers 404", List.of(Evidence.absent(id)))
                        : judge.apply(fact));
    }

    /** @param configured when the ConfigMap was written last */
    private Judgement judge(
            ObjectFact fact, Instant configured, List<NodeFact> nodes, Grouped<PodFact> pods, Instant now) {
        Rollout rollout = new Rollout(fact, pods, nodes);
        if (rollout.wanted() == 0) {
            return stopped();
        }
        List<PodFact> ready = rollout.pods().stream().filter(PodFact::isReady).toList();
        List<Evidence> evidence = rollout.evidence();
        Optional<String> hindrance = rollout.unseen().or(rollout::behind).or(() -> few(rollout, ready.size()));
        if (hindrance.isPresent()) {
            Judgement waiting = Judgement.waiting(hindrance.get(), evidence).leaving(rollout.left(0));
            return rollout.need(now).map(waiting::needing).orElse(waiting);
        }
        evidence.add(Evidence.of(AgentsRule.CONFIG, "metadata.managedFields", "changed", configured));
        List<PodFact> old = rollout.pods().stream()
                .filter(pod -> isOld(pod, configured))
                .sorted(PodFinding.BY_NAME)
                .toList();
        return old.isEmpty()
                ? Judgement.passed(
                        "all " + ready.size() + " pods of " + OPERATOR + " are Ready, each started after "
                                + AgentsRule.CONFIG + " changed at " + configured,
                        evidence)
                : before(rollout, configured, old, evidence);
    }

    /** True where it may have read what there was before: a container that was killed starts anew in the pod that it was in. */
    private static boolean isOld(PodFact pod, Instant configured) {
        boolean isNew = !pod.life().created().isBefore(configured);
        return Rollout.startedBefore(pod, isNew ? configured : configured.plus(PROJECTED));
    }

    private Judgement stopped() {
        return Judgement.failed(OPERATOR + " is scaled to 0", List.of(Evidence.of(OPERATOR, "spec.replicas", 0)))
                .needing(Need.of(
                        OPERATOR
                                + " is scaled to 0. Without it new nodes get no block of addresses and keep their taint. Set"
                                + " operator.replicas in the values in Git; where Git is right, somebody has scaled it: sync "
                                + cilium + ", which gives it its replicas back:",
                        ApplicationNeeds.sync(cilium)));
    }

    /** What its controller counts is not yet in the list of pods, or no more. */
    private static Optional<String> few(Rollout rollout, int ready) {
        return ready >= rollout.wanted()
                ? Optional.empty()
                : Optional.of(ready + " of " + rollout.wanted() + " pods of " + OPERATOR + " are Ready");
    }

    private static Judgement before(Rollout rollout, Instant configured, List<PodFact> old, List<Evidence> evidence) {
        return Judgement.waiting(
                        Words.of(old.size(), rollout.pods().size(), "pods of " + OPERATOR + " may run what ")
                                + AgentsRule.CONFIG + " said before " + configured + ": "
                                + Words.list(old.stream().map(PodFact::name).toList()),
                        evidence)
                .needing(Need.of(
                        AgentsRule.CONFIG + " was written at " + configured
                                + ", and the operator takes that over only when it starts anew. Where the chart does not restart"
                                + " it by itself (operator.rollOutPods), or Argo CD has put back what somebody changed: see that"
                                + " what it says now does no harm, then",
                        rollout.restart(old).toArray(String[]::new)));
    }
}
