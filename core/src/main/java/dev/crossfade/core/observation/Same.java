package dev.crossfade.core.observation;

/**
 * What is equal to itself alone: for a {@link Finding} that hangs on something large that never changes.
 *
 * @param <T> such as a map of thousands
 */
public record Same<T>(T it) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Same<?> same && same.it == it;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(it);
    }
}
