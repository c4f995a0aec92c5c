package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the chart renders is what it rendered before: nobody has changed these objects since the merge. */
public record UnchangedRule(List<ObjectId> objects, Instant merged) implements Rule {

    public UnchangedRule {
        objects = List.copyOf(objects);
    }

    @Override
    public Set<Question<?>> asks() {
        return objects.stream().map(id -> new Question.Named(Seat.CLUSTER, id)).collect(Collectors.toSet());
    }

    @Override
    public Judgement judge(Look look) {
        List<Evidence> evidence = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (ObjectId id : objects) {
            Reading<Optional<ObjectFact>> reading = look.answer(new Question.Named(Seat.CLUSTER, id));
            if (reading instanceof Reading.Unread<Optional<ObjectFact>> unread) {
                return Judgement.unknown(id + " cannot be read: " + unread.why());
            }
            Optional<ObjectFact> fact = reading.got().orElseThrow();
            if (fact.isEmpty()) {
                return Judgement.failed(id + " answers 404", List.of(Evidence.absent(id)));
            }
            Instant time = fact.get().version().changed();
            evidence.add(Evidence.of(id, "metadata.managedFields", "changed", time));
            if (time.isAfter(merged)) {
                changed.add(id + " at " + time);
            }
        }
        return changed.isEmpty()
                ? Judgement.passed("what the chart renders has not changed since the merge", evidence)
                        .since(merged)
                : Judgement.failed(
                        "this phase changes nothing that the chart renders, but since the merge somebody has: "
                                + Words.list(changed),
                        evidence);
    }
}
