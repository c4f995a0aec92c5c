package dev.crossfade.argo.api;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

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

    /** One body's end. */
    static final class Deadline implements AutoCloseable {
        private final AtomicBoolean over = new AtomicBoolean();
        private @org.jspecify.annotations.Nullable ScheduledFuture<?> task;

        boolean isOver() {
            return over.get();
        }

        @Override
        public void close() {
            if (task != null) {
                task.cancel(false);
            }
        }
    }

    Deadline close(Closeable body, Duration after) {
        Deadline deadline = new Deadline();
        deadline.task = timer.schedule(
                () -> {
                    deadline.over.set(true);
                    try {
                        body.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                after.toMillis(),
                TimeUnit.MILLISECONDS);
        return deadline;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
