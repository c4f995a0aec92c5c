package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers with a verdict of their own where there is none: what could not be read is unknown, in every rule. */
final class Asked {

    private Asked() {}

    static <T> Judgement of(Look look, Question<T> question, String what, Function<T, Judgement> judge) {
        Reading<T> reading = look.answer(question);
        return reading instanceof Reading.Read<T> read
                ? judge.apply(read.value())
                : Judgement.unknown(what + " cannot be read: " + ((Reading.Unread<T>) reading).why());
    }

    /** @param judge gets null where the object is not there */
    static Judgement named(Look look, Seat seat, ObjectId id, Function<@Nullable ObjectFact, Judgement> judge) {
        return of(look, new Question.Named(seat, id), id.toString(), found -> judge.apply(found.orElse(null)));
    }
}
