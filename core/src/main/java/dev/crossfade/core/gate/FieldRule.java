package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object has a value; where the path matches several, each of them. Of a condition's status the object itself says
 * since when.
 */
public record FieldRule(Question.Field question, String wanted) implements Rule {

    private static final Pattern STATUS = Pattern.compile("(\\{?\\$?\\.?status\\.conditions\\[.+])\\.status(\\s*}?)");

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(Set.of(question));
        transition().ifPresent(asks::add);
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, question, question.id().toString(), found -> judge(found, since(look)));
    }

    private Judgement judge(Optional<List<String>> found, @Nullable Instant since) {
        if (found.isEmpty()) {
            return Judgement.waiting(question.id() + " answers 404", List.of(Evidence.absent(question.id())));
        }
        if (found.get().isEmpty()) {
            return Judgement.unknown(question.id() + " has no " + question.path());
        }
        List<Evidence> evidence =
                List.of(Evidence.of(question.id(), question.path(), String.join(", ", found.get()), since));
        return found.get().stream().allMatch(wanted::equals)
                ? Judgement.passed(question.id() + " has " + question.path() + " " + wanted, evidence)
                : Judgement.waiting(
                        question.id() + " has " + question.path() + " " + String.join(", ", found.get()) + ", not "
                                + wanted,
                        evidence);
    }

    /** The field beside a condition's status (Kubernetes, API conventions, "Typical status properties"). */
    private Optional<Question.Field> transition() {
        Matcher status = STATUS.matcher(question.path().strip());
        return status.matches()
                ? Optional.of(
                        new Question.Field(question.id(), status.group(1) + ".lastTransitionTime" + status.group(2)))
                : Optional.empty();
    }

    private @Nullable Instant since(Look look) {
        return transition().map(look::answer).flatMap(Reading::got).flatMap(times -> times).stream()
                .flatMap(List::stream)
                .flatMap(FieldRule::instant)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Stream<Instant> instant(String text) {
        try {
            return Stream.of(Instant.parse(text));
        } catch (DateTimeException noTime) {
            return Stream.empty();
        }
    }
}
