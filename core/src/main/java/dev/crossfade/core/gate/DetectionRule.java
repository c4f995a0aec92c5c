package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every calico-node runs with a method of address detection.
 *
 * @param method as the environment has it, such as {@code kubernetes-internal-ip}
 */
public record DetectionRule(DaemonSetRule calicoNode, String method) implements Rule {

    private static final String VARIABLE = "IP_AUTODETECTION_METHOD";

    @Override
    public Set<Question<?>> asks() {
        return new HashSet<>(calicoNode.asks());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, calicoNode.daemonSet(), fact -> judge(look, fact));
    }

    private Judgement judge(Look look, @Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.waiting(
                    calicoNode.daemonSet() + " answers 404", List.of(Evidence.absent(calicoNode.daemonSet())));
        }
        Optional<String> found = method(fact);
        Evidence evidence = Evidence.of(
                calicoNode.daemonSet(),
                "spec.template…env[" + VARIABLE + "]",
                found.orElse("none"),
                fact.version().changed());
        if (!found.equals(Optional.of(method))) {
            return Judgement.waiting(
                    calicoNode.daemonSet() + " finds addresses by " + found.orElse("no named method") + ", not by "
                            + method,
                    List.of(evidence));
        }
        Judgement rollout = calicoNode.judge(look);
        if (rollout.verdict() != Verdict.PASSED) {
            return rollout;
        }
        List<Evidence> all = new ArrayList<>(rollout.evidence());
        all.add(evidence);
        return Judgement.passed("calico-node finds addresses by " + method + " on every node", all)
                .since(rollout.since())
                .leaving(rollout.left());
    }

    private static Optional<String> method(ObjectFact daemonSet) {
        return daemonSet.items("spec", "template", "spec", "containers").stream()
                .flatMap(container -> container.items("env").stream())
                .filter(variable -> VARIABLE.equals(variable.text("name").orElse("")))
                .map(variable -> variable.text("value").orElse(""))
                .findFirst();
    }
}
