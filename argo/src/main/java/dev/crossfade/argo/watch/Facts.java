package dev.crossfade.argo.watch;

import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known of some objects, and whether it still holds. Nothing is known before the first list is whole, nor once nothing
 * was heard for too long: stale is unknown.
 *
 * @param <T> a fact
 */
final class Facts<T> {

    private final String what;
    private final Duration stale;
    private final Supplier<Instant> serverTime;
    private final Changes changes;

    private final Store<T> store;
    private boolean whole;
    private boolean live;
    private long heard = System.nanoTime();
    private Instant heardAt;
    private @Nullable UnreadableException failure;

    Facts(String what, Store<T> store, Duration stale, Supplier<Instant> serverTime, Changes changes) {
        this.store = store;
        this.what = what;
        this.stale = stale;
        this.serverTime = serverTime;
        this.changes = changes;
        this.heardAt = serverTime.get();
    }

    synchronized void replace(Map<String, T> all) {
        boolean holding = whole && isHolding();
        boolean changed = store.replace(all) || !holding;
        whole = true;
        heard();
        if (changed) {
            changes.add();
        }
    }

    synchronized void put(String key, T fact) {
        heard();
        if (store.put(key, fact)) {
            changes.add();
        }
    }

    synchronized void remove(String key) {
        heard();
        if (store.remove(key)) {
            changes.add();
        }
    }

    /** The server has spoken, and nothing is between it and what is known here. */
    synchronized void heard() {
        if (whole && !isHolding()) {
            changes.add();
        }
        heard = System.nanoTime();
        heardAt = serverTime.get();
        live = true;
        failure = null;
    }

    synchronized void broken(UnreadableException why) {
        boolean held = isHolding();
        boolean news = !whole && (failure == null || !failure.why().equals(why.why()));
        live = false;
        failure = why;
        if (news || held != isHolding()) {
            changes.add();
        }
    }

    /** A refusal does not pass by waiting, so it counts at once. */
    private boolean isHolding() {
        boolean refused = failure != null && (failure.status() == 401 || failure.status() == 403);
        return whole && !refused && System.nanoTime() - heard < stale.toNanos();
    }

    synchronized Reading<List<T>> all() {
        return read(store::snapshot);
    }

    synchronized Reading<Optional<T>> one(String key) {
        return read(() -> Optional.ofNullable(store.get(key)));
    }

    private <R> Reading<R> read(Supplier<R> value) {
        if (isHolding()) {
            return new Reading.Read<>(value.get(), live ? serverTime.get() : heardAt);
        }
        if (!whole && failure == null) {
            return Reading.Unread.awaited(what + ": not listed yet", serverTime.get());
        }
        String why = failure == null ? what + ": nothing was heard" : failure.why();
        return new Reading.Unread<>(
                whole ? why + " (last heard of " + what + " at " + heardAt + ")" : why, serverTime.get());
    }

    synchronized Optional<UnreadableException> failure() {
        return Optional.ofNullable(failure);
    }
}
