package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Taking an object into Git has changed nothing of it: its generation is the one at export. */
public record GenerationRule(ObjectId object, String exported) implements Rule {

    private static final String ANNOTATION = "crossfade.dev/adopted-generation";

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
            return Judgement.failed(object + " answers 404", List.of(Evidence.absent(object)));
        }
        Optional<String> adopted = fact.annotation(ANNOTATION);
        String generation = String.valueOf(fact.version().generation());
        List<Evidence> evidence = List.of(
                Evidence.of(object, "metadata.annotations[" + ANNOTATION + "]", adopted.orElse("none")),
                Evidence.of(
                        object,
                        "metadata.generation",
                        generation,
                        fact.version().changed()));
        if (!adopted.equals(Optional.of(exported))) {
            return Judgement.waiting(object + " is not adopted yet", evidence);
        }
        return generation.equals(exported)
                ? Judgement.passed(object + " is adopted, and still at generation " + generation, evidence)
                : Judgement.failed(
                        object + " is at generation " + generation + ", and was exported at " + exported
                                + ": adopting it changed it",
                        evidence);
    }
}
