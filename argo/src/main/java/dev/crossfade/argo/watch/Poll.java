package dev.crossfade.argo.watch;

import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again what nobody can watch: the more often the closer somebody looks, and the less the longer an answer takes.
 */
public final class Poll implements AutoCloseable {

    /** Of the usual rest, where an answer takes longer than that. */
    private static final int LEAST = 9;

    private final Asking asking;
    private final Manner manner;
    private final Supplier<Instant> serverTime;
    private final Thread thread;
    private @Nullable Reading<?> last;
    private boolean whole;
    private long asked;
    private @Nullable Long awaiting;

    /**
     * What is asked, and how.
     *
     * @param asks hears whether somebody looks closely; throws nothing
     * @param told what is known by now, where the answer is put together from several that have times of their own, or null. It
     *     hears whether somebody looks closely; what was not asked for that counts for nothing then
     */
    public record Asking(
            String name,
            Function<Boolean, Reading<?>> asks,
            @Nullable Function<Boolean, Reading<?>> told) {

        /** Whose answer comes at once. */
        public static Asking whole(String name, Supplier<Reading<?>> asks) {
            return new Asking(name, closely -> asks.get(), null);
        }
    }

    public Poll(Asking asking, Manner manner, Supplier<Instant> serverTime) {
        this.asking = asking;
        this.manner = manner;
        this.serverTime = serverTime;
        this.thread = new Thread(this::run, "crossfade-poll " + asking.name());
        thread.setDaemon(true);
    }

    public Poll start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Duration took = ask();
                Duration calm = manner.pace().calm().poll();
                Duration close = longer(Pace.rest(took), manner.pace().close().poll());
                // an answer is as old as its question: who was asked for a minute is asked again the sooner
                calm = longer(calm.minus(took), calm.dividedBy(LEAST));
                manner.attention().rest(close.compareTo(calm) < 0 ? close : calm, calm);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    /** @return how long it took */
    private Duration ask() {
        long began = System.nanoTime();
        boolean close = manner.attention().isClose();
        Reading<?> reading = asking.asks().apply(close);
        synchronized (this) {
            boolean same = last != null && whole == close && last.got().equals(reading.got());
            last = reading;
            whole = close;
            asked = System.nanoTime();
            if (same) {
                return Duration.ofNanos(asked - began);
            }
        }
        manner.changes().add();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The newest answer, with the time that it was given at. */
    public synchronized Reading<?> reading() {
        Reading<?> reading = last;
        if (reading == null) {
            return awaited("not asked yet");
        }
        boolean close = manner.attention().isClose();
        if (asking.told() != null && !whole && close) {
            return awaited("it is being asked anew");
        }
        awaiting = null;
        Duration stale = manner.pace().stale().plus(manner.pace().calm().poll());
        if (System.nanoTime() - asked >= stale.toNanos()) {
            return new Reading.Unread<>("no answer since " + reading.at(), serverTime.get());
        }
        return asking.told() == null || reading instanceof Reading.Unread<?>
                ? reading
                : asking.told().apply(close);
    }

    /** For no longer than an answer may be old: who does not answer by then is out of reach. */
    private Reading<?> awaited(String why) {
        long now = System.nanoTime();
        long since = awaiting == null ? now : awaiting;
        awaiting = since;
        return now - since < manner.pace().stale().toNanos()
                ? Reading.Unread.awaited(why, serverTime.get())
                : new Reading.Unread<>(why + ", and no answer yet", serverTime.get());
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
