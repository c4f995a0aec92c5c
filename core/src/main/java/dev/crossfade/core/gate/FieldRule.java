package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A field of an object has a value; where the path matches several, each of them. */
public record FieldRule(Question.Field question, String wanted) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(question);
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, question, question.id().toString(), this::judge);
    }

    private Judgement judge(Optional<List<String>> found) {
        if (found.isEmpty()) {
            return Judgement.waiting(question.id() + " answers 404", List.of(Evidence.absent(question.id())));
        }
        if (found.get().isEmpty()) {
            return Judgement.unknown(question.id() + " has no " + question.path());
        }
        List<Evidence> evidence = List.of(Evidence.of(question.id(), question.path(), String.join(", ", found.get())));
        return found.get().stream().allMatch(wanted::equals)
                ? Judgement.passed(question.id() + " has " + question.path() + " " + wanted, evidence)
                : Judgement.waiting(
                        question.id() + " has " + question.path() + " " + String.join(", ", found.get()) + ", not "
                                + wanted,
                        evidence);
    }
}
