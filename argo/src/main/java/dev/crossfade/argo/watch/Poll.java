package dev.crossfade.argo.watch;

import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks again and again what nobody can watch. */
public final class Poll implements AutoCloseable {

    private final Supplier<Reading<?>> asks;
    private final Duration stale;
    private final Supplier<Instant> serverTime;
    private final Changes changes;
    private final ScheduledFuture<?> task;
    private @Nullable Reading<?> last;
    private long asked;

    /** @param asks throws nothing */
    public Poll(
            Supplier<Reading<?>> asks,
            Pace pace,
            Supplier<Instant> serverTime,
            Changes changes,
            ScheduledExecutorService timer) {
        this.asks = asks;
        this.stale = pace.stale().plus(pace.poll());
        this.serverTime = serverTime;
        this.changes = changes;
        this.task = timer.scheduleWithFixedDelay(this::ask, 0, pace.poll().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask() {
        Reading<?> reading = asks.get();
        synchronized (this) {
            boolean same = last != null && last.got().equals(reading.got());
            last = reading;
            asked = System.nanoTime();
            if (same) {
                return;
            }
        }
        changes.add();
    }

    /** The newest answer, with the time that it was given at. */
    public synchronized Reading<?> reading() {
        Reading<?> reading = last;
        if (reading == null) {
            return new Reading.Unread<>("not asked yet", serverTime.get());
        }
        return System.nanoTime() - asked < stale.toNanos()
                ? reading
                : new Reading.Unread<>("no answer since " + reading.at(), serverTime.get());
    }

    @Override
    public void close() {
        task.cancel(true);
    }
}
