package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object carries annotations, or lacks them, and its operator has taken notice where it says so.
 *
 * @param annotations key to what it must be; empty for one that must not be there
 * @param condition type and status of the condition by which the operator says so, or null
 */
public record AnnotatedRule(
        ObjectId object,
        Map<String, Optional<String>> annotations,
        @Nullable Wanted condition) implements Rule {

    public AnnotatedRule {
        annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /**
     * A condition.
     *
     * @param present true where it must be there with status True, false where it must not
     */
    public record Wanted(String type, boolean present) {}

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, object));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, object, this::judge);
    }

    private Judgement judge(@Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.waiting(object + " answers 404", List.of(Evidence.absent(object)));
        }
        List<Evidence> evidence = new ArrayList<>();
        List<String> other = new ArrayList<>();
        annotations.forEach((key, wanted) -> {
            Optional<String> found = fact.annotation(key);
            evidence.add(Evidence.of(
                    object,
                    "metadata.annotations[" + key + "]",
                    found.orElse("none"),
                    fact.version().changed()));
            if (!found.equals(wanted)) {
                other.add(key + " is " + found.orElse("not there") + ", not " + wanted.orElse("absent"));
            }
        });
        if (condition != null) {
            Optional<Condition> found = fact.condition(condition.type()).filter(Condition::isTrue);
            evidence.add(Evidence.of(
                    object,
                    "status.conditions[" + condition.type() + "]",
                    found.isPresent() ? "True" : "none",
                    found.map(Condition::since).orElse(null)));
            if (found.isPresent() != condition.present()) {
                other.add("its operator " + (condition.present() ? "does not say " : "still says ") + condition.type());
            }
        }
        return other.isEmpty()
                ? Judgement.passed(object + " is as it must be", evidence)
                : Judgement.waiting(object + ": " + String.join(", ", other), evidence);
    }
}
