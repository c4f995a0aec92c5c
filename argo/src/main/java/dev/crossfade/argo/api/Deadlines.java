package dev.crossfade.argo.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Closes what takes too long, so that who reads it goes on. */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "crossfade-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** One body's end, which may come later than it was to. */
    final class Deadline implements AutoCloseable {
        private final Closeable body;
        private final Duration after;
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile boolean closed;
        private volatile long since = System.nanoTime();
        private volatile @Nullable ScheduledFuture<?> task;

        Deadline(Closeable body, Duration after) {
            this.body = body;
            this.after = after;
            schedule(after.toNanos());
        }

        /** The time begins anew. */
        void renew() {
            since = System.nanoTime();
        }

        private void schedule(long nanos) {
            task = timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }

        private void check() {
            if (closed) {
                return;
            }
            long left = since + after.toNanos() - System.nanoTime();
            if (left > 0) {
                schedule(left);
                return;
            }
            over.set(true);
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isOver() {
            return over.get();
        }

        @Override
        public void close() {
            closed = true;
            ScheduledFuture<?> last = task;
            if (last != null) {
                last.cancel(false);
            }
        }
    }

    Deadline of(Closeable body, Duration after) {
        return new Deadline(body, after);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
