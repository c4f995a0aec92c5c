package dev.crossfade.scm.forge;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long a client waits and how often it tries.
 *
 * @param chance a number from 0 to 1, by which waits differ, so that clients that failed together do not come back together
 */
public record Pace(Clock clock, Sleeper sleeper, DoubleSupplier chance, Bounds bounds) {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    /** Waits for a time. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * What is enough.
     *
     * @param answer the longest time for one whole answer
     * @param patience the longest time that one call waits in all, between its tries
     * @param tries how often one call is sent at most
     */
    public record Bounds(Duration answer, Duration patience, int tries) {

        public Bounds {
            if (answer.isNegative() || answer.isZero() || patience.isNegative() || tries < 1) {
                throw new IllegalArgumentException("one try and some time at least: " + answer + ", " + tries);
            }
        }
    }

    /** The one for forges that are in use: half a minute for an answer, a minute and a half of waiting, four tries. */
    public static Pace usual() {
        return new Pace(
                Clock.systemUTC(),
                time -> Thread.sleep(time.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble(),
                new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(90), 4));
    }

    /** The wait after a failed try: twice as long each time, and between half and all of it. */
    Duration backoff(int attempt) {
        long most = FIRST_WAIT.toMillis() << Math.min(attempt - 1, 10);
        return Duration.ofMillis(Math.round(most * (1 + chance.getAsDouble()) / 2));
    }
}
