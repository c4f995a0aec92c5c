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

/** An object does not keep Argo CD from pruning it: the annotation on the live object decides, not the one in Git. */
public record UnguardedRule(ObjectId object) implements Rule {

    private static final String ANNOTATION = "argocd.argoproj.io/sync-options";

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
        Optional<String> options = fact.annotation(ANNOTATION);
        List<Evidence> evidence = List.of(Evidence.of(
                object,
                "metadata.annotations[" + ANNOTATION + "]",
                options.orElse("none"),
                fact.version().changed()));
        return options.filter(text -> text.contains("Prune=false")).isEmpty()
                ? Judgement.passed(object + " carries no guard", evidence)
                : Judgement.waiting(object + " still carries its guard", evidence);
    }
}
