package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.report.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Objects answer 404. One that was told to go and is kept by finalizers for longer than its controller needs does not go by
 * itself (tigera/operator#2031, #3413: deletions that hang).
 *
 * @param from what the absence must be later than: it carries no time of its own
 */
public record GoneRule(Seat seat, List<ObjectId> objects, Instant from) implements Rule {

    /** The operator's own uninstall Job waits five minutes (tigera/operator, cmd/main.go executePreDeleteHook). */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public GoneRule {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a rule on absence names what is absent");
        }
    }

    @Override
    public Set<Question<?>> asks() {
        return objects.stream().map(id -> new Question.Named(seat, id)).collect(Collectors.toSet());
    }

    @Override
    public Judgement judge(Look look) {
        List<ObjectFact> there = new ArrayList<>();
        List<Evidence> absent = new ArrayList<>();
        for (ObjectId id : objects) {
            Reading<Optional<ObjectFact>> reading = look.answer(new Question.Named(seat, id));
            if (reading instanceof Reading.Unread<Optional<ObjectFact>> unread) {
                return Judgement.unknown(id + " cannot be read: " + unread.why());
            }
            reading.got().orElseThrow().ifPresentOrElse(there::add, () -> absent.add(Evidence.absent(id)));
        }
        return there.isEmpty()
                ? Judgement.passed(
                                absent.size() == 1
                                        ? objects.get(0) + " answers 404"
                                        : "all " + absent.size() + " objects answer 404",
                                absent)
                        .since(from)
                : left(there, look.at());
    }

    private Judgement left(List<ObjectFact> there, Instant now) {
        List<Evidence> evidence = there.stream().map(GoneRule::evidence).toList();
        List<ObjectFact> stuck = there.stream()
                .filter(each -> each.version().deleted() != null
                        && each.version().deleted().plus(PATIENCE).isBefore(now))
                .toList();
        String names =
                Words.list(there.stream().map(each -> each.id().toString()).toList());
        Judgement judgement =
                Judgement.waiting(Words.of(there.size(), objects.size(), "still there: ") + names, evidence);
        return stuck.isEmpty() ? judgement : judgement.needing(need(stuck, now));
    }

    private static Evidence evidence(ObjectFact fact) {
        return fact.version().isDeleting()
                ? Evidence.of(
                        fact.id(),
                        "metadata.finalizers",
                        String.join(", ", fact.version().finalizers()),
                        fact.version().deleted())
                : Evidence.of(fact.id(), "metadata.uid", fact.version().uid());
    }

    private static Need need(List<ObjectFact> stuck, Instant now) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("OBJECT", "DELETED", "KEPT BY")));
        stuck.forEach(each -> table.add(List.of(
                each.id().toString(),
                Span.rounded(Duration.between(each.version().deleted(), now)) + " ago",
                String.join(", ", each.version().finalizers()))));
        return new Need(
                "A deletion hangs: its controller has not taken its finalizer away. Let it work, read its log; take finalizers"
                        + " away by hand only as the last resort, with the controller scaled to zero.",
                table,
                List.of());
    }
}
