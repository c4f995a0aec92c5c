package dev.crossfade.argo.fake;

import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong next at a fake API server. */
public final class Faults {

    /** So many pages after the first answer 410. */
    public final AtomicInteger forgottenPages = new AtomicInteger();
    /** So many lists end in the middle. */
    public final AtomicInteger brokenLists = new AtomicInteger();
    /** So many calls answer {@link #status}. */
    public final AtomicInteger refused = new AtomicInteger();
    /** So many watches are refused. */
    public final AtomicInteger refusedWatches = new AtomicInteger();

    /** So many watches end as soon as they begin. */
    public final AtomicInteger hastyWatches = new AtomicInteger();

    /** So many watches say an error as soon as they begin, and end. */
    public final AtomicInteger failingWatches = new AtomicInteger();

    public volatile int status = 503;
    /** Calls of paths that begin so never get an answer; empty for none. */
    public volatile String stalled = "";

    /** What every path answers with a 200, as a page before the server would; empty for none. */
    public volatile String body = "";

    public volatile long bookmarkMillis = 200;

    static boolean take(AtomicInteger left) {
        return left.getAndUpdate(count -> count > 0 ? count - 1 : 0) > 0;
    }
}
