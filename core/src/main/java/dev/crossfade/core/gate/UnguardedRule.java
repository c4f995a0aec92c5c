package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object does not keep Argo CD from pruning it: the annotation on the live object decides, not the one in Git.
 *
 * @param merged when Git took the annotation off
 */
public record UnguardedRule(ObjectId object, Instant merged) implements Rule {

    private static final String ANNOTATION = "argocd.argoproj.io/sync-options";

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.CLUSTER, object));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.CLUSTER, object, fact -> judge(fact, look.at()));
    }

    private Judgement judge(@Nullable ObjectFact fact, Instant now) {
        if (fact == null) {
            return Judgement.waiting(object + " answers 404", List.of(Evidence.absent(object)));
        }
        Optional<String> options = fact.annotation(ANNOTATION);
        List<Evidence> evidence = List.of(Evidence.of(
                object,
                "metadata.annotations[" + ANNOTATION + "]",
                options.orElse("none"),
                fact.version().changed()));
        if (options.filter(text -> text.contains("Prune=false")).isEmpty()) {
            return Judgement.passed(object + " carries no guard", evidence);
        }
        Judgement waiting = Judgement.waiting(object + " still carries its guard", evidence);
        return Need.isDue(merged, now) ? waiting.needing(need(options.orElseThrow())) : waiting;
    }

    private Need need(String options) {
        String kubectl = "kubectl " + (object.namespace().isEmpty() ? "" : "-n " + object.namespace() + " ");
        String name = object.kind().toLowerCase(Locale.ROOT) + " " + object.name();
        return Need.of(
                object + " still has annotation " + ANNOTATION + ": " + options + " " + Need.PATIENCE.toMinutes()
                        + " minutes after the merge that takes it off, and Argo CD would not prune it. Where gate argo-synced has not"
                        + " passed, mend that first. Else somebody has put it on beside Git, and its managed fields say who; where that"
                        + " is no longer meant, take it off:",
                kubectl + "get " + name + " -o yaml --show-managed-fields",
                kubectl + "annotate " + name + " " + ANNOTATION + "-");
    }
}
