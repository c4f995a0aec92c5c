package dev.crossfade.argo.watch;

import java.time.Duration;

/** Counts what changed in the answers, and lets one wait for the next change. */
public final class Changes {

    private long count;

    /** To be taken before a look: what changes while it is taken counts as a change after it. */
    public synchronized long count() {
        return count;
    }

    /** True once something has changed since then; false where nothing has within the limit. */
    public synchronized boolean await(long since, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (count == since) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Something has changed. */
    public synchronized void add() {
        count++;
        notifyAll();
    }
}
