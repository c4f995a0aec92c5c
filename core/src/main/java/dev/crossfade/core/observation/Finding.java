package dev.crossfade.core.observation;

import java.util.List;

/**
 * What follows from some facts and nothing else, not even the time. Two that are equal find the same, so it is best a record.
 *
 * @param <T> the facts
 * @param <R> what is found; never changed by whoever gets it
 */
public interface Finding<T, R> {

    R in(List<T> facts);

    /** Of those with equal places a group keeps the newest: for one that hangs on something that changes all the time. */
    default Object place() {
        return this;
    }
}
