package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The live Application carries the finalizer by which its deletion deletes what it applied: what Git says of it counts for nothing
 * until whoever applies the Application has synced (argo-cd, docs/user-guide/app_deletion.md).
 *
 * @param merged when Git said so
 */
public record FinalizerRule(ObjectId application, String finalizer, Instant merged) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Named(Seat.ARGO, application));
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.named(look, Seat.ARGO, application, fact -> judge(fact, look.at()));
    }

    private Judgement judge(@Nullable ObjectFact fact, Instant now) {
        if (fact == null) {
            return Judgement.waiting(application + " answers 404", List.of(Evidence.absent(application)));
        }
        List<String> there = fact.items("metadata", "finalizers").stream()
                .map(Content::toString)
                .toList();
        List<Evidence> evidence = List.of(Evidence.of(
                application, "metadata.finalizers", there, fact.version().changed()));
        if (there.contains(finalizer)) {
            return Judgement.passed(application + " carries " + finalizer, evidence);
        }
        Judgement waiting = Judgement.waiting(application + " does not carry " + finalizer, evidence);
        return Need.isDue(merged, now) ? waiting.needing(need(waiting.reason())) : waiting;
    }

    private Need need(String reason) {
        return Need.of(
                reason + " " + Need.PATIENCE.toMinutes()
                        + " minutes after the merge by which Git says so, and without it nothing goes along with the Application. "
                        + ApplicationNeeds.MAKER,
                "kubectl -n " + application.namespace() + " get application " + application.name() + " -o yaml",
                ApplicationNeeds.all(application));
    }
}
