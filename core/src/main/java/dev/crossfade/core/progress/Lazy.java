package dev.crossfade.core.progress;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is made when somebody first wants it, and kept. Not for several threads at once.
 *
 * @param <T> what could not be made is not kept
 */
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<T> makes;
    private @Nullable T made;

    public Lazy(Supplier<T> makes) {
        this.makes = makes;
    }

    @Override
    public T get() {
        T known = made;
        if (known == null) {
            known = makes.get();
            made = known;
        }
        return known;
    }
}
