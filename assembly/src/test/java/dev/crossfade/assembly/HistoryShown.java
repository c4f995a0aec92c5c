package dev.crossfade.assembly;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Whether what went wrong was there to be seen by a gate, in an answer that is not what it would have been otherwise. */
final class HistoryShown {

    /** What a fault has changed: the question, and the false answer. */
    private Map<Question<?>, Object> marks = Map.of();

    private boolean seen;

    /** @param good what would be answered without the fault */
    void struck(Map<Question<?>, Object> good, Map<Question<?>, Object> now) {
        Map<Question<?>, Object> changed = new HashMap<>();
        now.forEach((question, answer) -> {
            if (!same(answer, good.get(question))) {
                changed.put(question, answer);
            }
        });
        marks = changed;
        seen = false;
    }

    void mended() {
        marks = Map.of();
    }

    /** True for the first look that shows what the fault has changed, and in time to count. */
    boolean isNewIn(Map<Question<?>, Reading<?>> shown, Instant now) {
        if (seen) {
            return false;
        }
        seen = marks.entrySet().stream()
                .anyMatch(mark -> isRead(shown.get(mark.getKey()), now)
                        && same(shown.get(mark.getKey()).got().orElseThrow(), mark.getValue()));
        return seen;
    }

    /** True where a gate got another answer than it should have, or none. */
    static boolean differs(Map<Question<?>, Reading<?>> honest, Map<Question<?>, Reading<?>> shown, Instant now) {
        return honest.entrySet().stream().anyMatch(each -> {
            Reading<?> reading = shown.get(each.getKey());
            return !isRead(reading, now)
                    || !same(each.getValue(), reading)
                    || HistoryInner.oldest(reading).isBefore(now.minus(Look.STALE));
        });
    }

    private static boolean isRead(Reading<?> reading, Instant now) {
        return reading instanceof Reading.Read<?> && !reading.at().isBefore(now.minus(Look.STALE));
    }

    static boolean same(Reading<?> one, Reading<?> other) {
        return same(answer(one), answer(other));
    }

    /** No answer is like no other. */
    private static Object answer(Reading<?> reading) {
        return reading.got().map(Object.class::cast).orElse("unread");
    }

    private static boolean same(Object one, Object other) {
        return one == other || HistoryOutside.timeless(one).equals(HistoryOutside.timeless(other));
    }
}
