package dev.crossfade.core.gate;

import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address answers as it must.
 *
 * @param contains what its body must hold, or null for anything
 */
public record HttpRule(
        Question.Http question, int status, @Nullable String contains) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(question);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, question, place(), this::judge);
    }

    private Judgement judge(HttpFact fact) {
        List<Evidence> evidence = List.of(new Evidence(place(), "status", String.valueOf(fact.status()), null));
        if (fact.status() != status) {
            return Judgement.waiting(place() + " answers " + fact.status() + ", not " + status, evidence);
        }
        return contains == null || fact.body().contains(contains)
                ? Judgement.passed(place() + " answers " + status, evidence)
                : Judgement.waiting(
                        place() + " answers " + status + " without \"" + Words.line(contains) + "\"", evidence);
    }

    /** Without the query, which may hold what is not for every eye. */
    private String place() {
        return question.address().getAuthority() + question.address().getRawPath();
    }
}
