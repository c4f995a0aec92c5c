package dev.crossfade.argo.watch;

import java.time.Duration;

/**
 * How closely somebody looks, which sets the pace of what is asked again and again. Closely at first: who has just begun knows
 * nothing.
 */
public final class Attention {

    private boolean close = true;

    public synchronized boolean isClose() {
        return close;
    }

    /** Ends every rest where somebody looks closely from now on. */
    public synchronized void set(boolean closely) {
        close = closely;
        notifyAll();
    }

    /**
     * Rests, and no longer once somebody begins to look closely.
     *
     * @param closely for how long while somebody looks closely
     * @param calmly for how long otherwise
     */
    synchronized void rest(Duration closely, Duration calmly) throws InterruptedException {
        long began = System.nanoTime();
        boolean calm = !close;
        while (true) {
            if (calm && close) {
                return;
            }
            calm = !close;
            long left = (close ? closely : calmly).toNanos() - (System.nanoTime() - began);
            if (left <= 0) {
                return;
            }
            wait(left / 1_000_000 + 1);
        }
    }
}
