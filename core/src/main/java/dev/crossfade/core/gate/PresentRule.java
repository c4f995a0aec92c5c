package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
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
import org.jspecify.annotations.Nullable;

/**
 * An object is stored as Git has it.
 *
 * @param fields dotted path to the value that it must have; a map's keys may themselves hold dots, so steps are lists
 */
public record PresentRule(Seat seat, ObjectId object, Map<List<String>, Content> fields) implements Rule {

    public PresentRule {
        fields = Map.copyOf(fields);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(seat, object));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, seat, object, this::judge);
    }

    private Judgement judge(@Nullable ObjectFact fact) {
        if (fact == null) {
            return Judgement.waiting(object + " answers 404", List.of(Evidence.absent(object)));
        }
        List<Evidence> evidence = new ArrayList<>();
        List<String> other = new ArrayList<>();
        fields.forEach((path, wanted) -> {
            Optional<Content> found = fact.at(path.toArray(String[]::new));
            String field = String.join(".", path);
            String value = found.map(Content::toString).orElse("none");
            evidence.add(Evidence.of(object, field, value));
            if (found.isEmpty() || !found.get().equals(wanted)) {
                other.add(field + " is " + value + ", not " + wanted);
            }
        });
        evidence.add(Evidence.of(
                object, "metadata.uid", fact.version().uid(), fact.version().changed()));
        return other.isEmpty()
                ? Judgement.passed(object + " is stored as Git has it", evidence)
                : Judgement.waiting(object + ": " + String.join("; ", other), evidence);
    }
}
