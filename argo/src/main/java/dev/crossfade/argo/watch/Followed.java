package dev.crossfade.argo.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is followed, by what asked for it; what nobody has asked for in a while is let go.
 *
 * @param <K> what asks
 */
public final class Followed<K, V extends AutoCloseable> implements AutoCloseable {

    private final Map<K, Entry<V>> entries = new HashMap<>();
    private final Duration idle;
    private boolean closed;

    public Followed(Duration idle) {
        this.idle = idle;
    }

    private record Entry<V>(V value, long asked) {}

    /** What somebody asks for after the end has ended, too. */
    public synchronized V get(K key, Supplier<V> start) {
        Entry<V> found = entries.get(key);
        Entry<V> asked = new Entry<>(found == null ? start.get() : found.value(), System.nanoTime());
        if (closed) {
            end(asked);
        } else {
            entries.put(key, asked);
        }
        return asked.value();
    }

    /** Without asking for it. */
    public synchronized Optional<V> peek(K key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** One that is of no use any more. */
    public synchronized void letGo(K key) {
        Entry<V> gone = entries.remove(key);
        if (gone != null) {
            end(gone);
        }
    }

    public synchronized void letGo() {
        close(System.nanoTime() - idle.toNanos());
    }

    private void close(long before) {
        for (Iterator<Entry<V>> each = entries.values().iterator(); each.hasNext(); ) {
            Entry<V> entry = each.next();
            if (entry.asked() - before < 0) {
                each.remove();
                end(entry);
            }
        }
    }

    private static void end(Entry<? extends AutoCloseable> entry) {
        try {
            entry.value().close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        close(System.nanoTime() + 1);
    }
}
