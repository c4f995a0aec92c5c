package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API server reaches every API that a pod serves for it. One that it does not reach is how a control plane node without an agent
 * looks from there; and while one is away, no namespace can be deleted (kubernetes, pkg/controller/namespace/deletion:
 * NamespaceDeletionDiscoveryFailure).
 *
 * @param leaving groups of APIs that are on their way out, and of which nobody asks
 * @param merged when the phase came: what is away then may be about to come back
 */
public record ApiServicesRule(Set<String> leaving, Instant merged) implements Rule {

    private static final Question.Listed ALL =
            new Question.Listed(Seat.CLUSTER, "apiregistration.k8s.io/v1", "APIService", "");

    public ApiServicesRule {
        leaving = Set.copyOf(leaving);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(ALL);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, ALL, "the APIServices", services -> judge(services, look.at()));
    }

    /** One with what the API server says of it, which is nothing at first. */
    private record Service(ObjectFact fact, Optional<Condition> available) {

        Service(ObjectFact fact) {
            this(fact, fact.condition("Available"));
        }

        String name() {
            return fact.id().name();
        }

        boolean isAvailable() {
            return available.filter(each -> each.status().equals("True")).isPresent();
        }

        @Nullable
        Instant since() {
            return available.map(Condition::since).orElse(null);
        }

        Evidence evidence() {
            return Evidence.of(
                    fact.id(),
                    "status.conditions[Available]",
                    available.map(Condition::status).orElse("none"),
                    since());
        }

        String why() {
            return name() + " (" + available.map(Condition::reason).orElse("nothing said yet") + ")";
        }

        List<String> row() {
            String backend = fact.text("spec", "service", "namespace").orElse("") + "/"
                    + fact.text("spec", "service", "name").orElse("");
            return List.of(name(), backend, available.map(Condition::message).orElse("nothing yet"));
        }
    }

    private Judgement judge(List<ObjectFact> facts, Instant now) {
        List<Service> asked = facts.stream()
                .filter(fact -> !leaving.contains(fact.text("spec", "group").orElse("")))
                .map(Service::new)
                .sorted(Comparator.comparing(Service::name))
                .toList();
        if (asked.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no APIService, not even its own");
        }
        List<Service> away = asked.stream().filter(each -> !each.isAvailable()).toList();
        return away.isEmpty() ? passed(asked) : waiting(away, asked.size(), now);
    }

    private static Judgement passed(List<Service> asked) {
        Stream<Service> told = asked.stream().filter(each -> each.since() != null);
        Service newest = told.max(Comparator.comparing(Service::since)).orElse(asked.get(0));
        return Judgement.passed("all " + asked.size() + " APIServices are Available", List.of(newest.evidence()));
    }

    private Judgement waiting(List<Service> away, int all, Instant now) {
        Judgement waiting = Judgement.waiting(
                Words.of(all - away.size(), all, "APIServices are Available; not: ")
                        + Words.list(away.stream().map(Service::why).toList()),
                away.stream().map(Service::evidence).toList());
        List<Service> due =
                away.stream().filter(each -> Need.isDue(each.since(), now)).toList();
        // each API server tries for itself and writes the same condition, so that one that fails among others begins it
        // again and again
        // (kube-aggregator, pkg/controllers/status)
        return !due.isEmpty()
                ? waiting.needing(need(due, " for more than " + Need.PATIENCE.toMinutes() + " minutes"))
                : Need.isDue(merged, now) ? waiting.needing(need(away, "")) : waiting;
    }

    private static Need need(List<Service> away, String forLong) {
        List<List<String>> table =
                new ArrayList<>(List.of(List.of("APISERVICE", "SERVICE", "WHAT THE API SERVER SAYS")));
        away.forEach(each -> table.add(each.row()));
        String first = away.get(0).name();
        return new Need(
                "The API server has not reached what serves these" + forLong
                        + ". Meanwhile who asks them gets no answer,"
                        + " and no namespace of the cluster can be deleted. Where the pods behind the Service are Ready, it is the way from"
                        + " the control plane to them: each of its nodes needs a Ready agent of its network, calico-node or Cilium's, or,"
                        + " where the control plane is outside of the cluster, these pods the host's network. Where it comes and goes, one"
                        + " API server of several does not reach them: look at the node of that one. Where nobody serves it any more,"
                        + " delete it (kubectl delete apiservice " + first + "). See what the API server says:",
                table,
                List.of("kubectl get apiservices", "kubectl describe apiservice " + first));
    }
}
