package dev.crossfade.core.progress;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The newest of what follows from a key and nothing else. Not for several threads at once.
 *
 * @param <T> what follows; what could not be made is not kept
 */
public final class Kept<T> {

    private record Entry<T>(Object key, T value) {}

    private @Nullable Entry<T> last;

    public T of(Object key, Supplier<T> follows) {
        Entry<T> known = last;
        if (known == null || !known.key().equals(key)) {
            known = new Entry<>(key, follows.get());
            last = known;
        }
        return known.value();
    }

    /** Has it made anew the next time, where it is such a one. */
    void dropIf(Predicate<T> such) {
        if (last != null && such.test(last.value())) {
            last = null;
        }
    }
}
