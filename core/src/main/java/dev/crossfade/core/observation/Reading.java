package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What a look got for a question: a value, or why there is none. That nothing could be read is never an empty value. */
public sealed interface Reading<T> {

    /** When it was read, or when reading it failed. */
    Instant at();

    /** The value as it was at a time. */
    record Read<T>(T value, Instant at) implements Reading<T> {}

    /**
     * @param why what stood in the way, in words that a person can act on
     * @param awaited true where nothing did: it was asked for, and the first answer is on its way
     */
    record Unread<T>(String why, Instant at, boolean awaited) implements Reading<T> {
        public Unread(String why, Instant at) {
            this(why, at, false);
        }

        /** What nobody has asked for before. */
        public static <T> Unread<T> awaited(String why, Instant at) {
            return new Unread<>(why, at, true);
        }
    }

    default Optional<T> got() {
        return this instanceof Read<T> read ? Optional.of(read.value()) : Optional.empty();
    }

    /** What follows from the value, where there is one. */
    default <R> Reading<R> map(Function<T, R> follows) {
        return this instanceof Read<T> read
                ? new Read<>(follows.apply(read.value()), read.at())
                : new Unread<>(((Unread<T>) this).why(), at(), ((Unread<T>) this).awaited());
    }
}
