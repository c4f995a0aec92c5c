package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Tigera operator says of Calico: Available, neither Degraded nor Progressing. */
public record TigeraStatusRule() implements Rule {

    static final ObjectId STATUS = ObjectId.global("operator.tigera.io/v1", "TigeraStatus", "calico");

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, STATUS));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, STATUS, fact -> judge(fact, look.at()));
    }

    private static Judgement judge(@Nullable ObjectFact fact, Instant now) {
        if (fact == null) {
            return Judgement.waiting(STATUS + " answers 404", List.of(Evidence.absent(STATUS)))
                    .needing(need(STATUS + " is not there, which Tigera's operator writes."));
        }
        List<Evidence> evidence = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        boolean degraded = false;
        boolean lasts = false;
        for (Map.Entry<String, String> wanted : List.of(
                Map.entry("Available", "True"), Map.entry("Degraded", "False"), Map.entry("Progressing", "False"))) {
            Optional<Condition> found = fact.condition(wanted.getKey());
            String status = found.map(Condition::status).orElse("none");
            evidence.add(Evidence.of(
                    STATUS,
                    "status.conditions[" + wanted.getKey() + "]",
                    status,
                    found.map(Condition::since).orElse(null)));
            if (!status.equals(wanted.getValue())) {
                wrong.add(wanted.getKey() + " is " + status
                        + found.map(each -> each.reason().isEmpty()
                                        ? ""
                                        : " (" + each.reason() + ": " + each.message() + ")")
                                .orElse(""));
                lasts |= Need.isDue(found.map(Condition::since).orElse(null), now);
                degraded |= wanted.getKey().equals("Degraded") && status.equals("True");
            }
        }
        if (wrong.isEmpty()) {
            return Judgement.passed(STATUS + " is Available and not Degraded", evidence);
        }
        String reason = STATUS + ": " + String.join(", ", wrong);
        Judgement judgement = degraded ? Judgement.failed(reason, evidence) : Judgement.waiting(reason, evidence);
        return degraded || lasts
                ? judgement.needing(need("Tigera's operator says of Calico: " + String.join(", ", wrong) + "."))
                : judgement;
    }

    private static Need need(String what) {
        return Need.of(
                what
                        + " Which of Calico's pods or settings it means stands in its conditions, and in the operator's log:",
                "kubectl describe tigerastatus calico",
                "kubectl -n tigera-operator logs deployment/tigera-operator --tail=50",
                "kubectl -n calico-system get pods -o wide");
    }
}
