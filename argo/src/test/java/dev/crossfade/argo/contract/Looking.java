package dev.crossfade.argo.contract;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks until an answer is as it must become, for no longer than a while: an observatory may have to catch up first. */
public record Looking(Observatory observatory) {

    private static final Duration WHILE = Duration.ofSeconds(20);

    /** The value, once there is one. */
    public <T> T read(Question<T> question) {
        return read(question, value -> true);
    }

    /** The value, once it is as it must become. */
    public <T> T read(Question<T> question, Predicate<T> wanted) {
        Reading<T> reading = until(question, each -> each.got().filter(wanted).isPresent());
        return reading.got()
                .orElseThrow(() -> new AssertionError(question + ": " + ((Reading.Unread<T>) reading).why()));
    }

    /** Why there is no value, once that is said. */
    public <T> String unread(Question<T> question, String... words) {
        Reading<T> reading = until(
                question,
                each -> each instanceof Reading.Unread<T> unread
                        && Set.of(words).stream().allMatch(unread.why()::contains));
        if (reading instanceof Reading.Unread<T> unread) {
            return unread.why();
        }
        throw new AssertionError(question + " is answered: " + reading);
    }

    public Look look(Question<?>... questions) {
        return observatory.look(Set.of(questions));
    }

    private <T> Reading<T> until(Question<T> question, Predicate<Reading<T>> wanted) {
        long end = System.nanoTime() + WHILE.toNanos();
        while (true) {
            Reading<T> reading = look(question).answer(question);
            if (wanted.test(reading) || System.nanoTime() > end) {
                return reading;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The object that a question names. */
    public <T> T found(Question<Optional<T>> question) {
        return read(question, Optional::isPresent).orElseThrow();
    }
}
