package dev.crossfade.argo.watch;

import java.time.Duration;

/**
 * How often, and how long.
 *
 * @param watch how long a watch is asked to last; up to a sixth less, so that they do not all end at once
 * @param silence after which a watch is begun anew where it went on: an API server sends bookmarks about once a minute
 *     (kubernetes, apiserver/pkg/storage/cacher/cacher.go, defaultBookmarkFrequency)
 * @param stale after how long without a word an answer is none any more
 * @param close while something is to be proved
 * @param calm while everything is, and people are waited for
 * @param pause after a failure, doubled up to {@code longestPause}, each with some chance in it
 * @param idle after which what nobody asks for is watched no more
 */
public record Pace(
        Duration watch,
        Duration silence,
        Duration stale,
        Beat close,
        Beat calm,
        Duration pause,
        Duration longestPause,
        Duration idle) {

    /**
     * What nobody can be told of is asked for again and again.
     *
     * @param unserved between two looks for a kind that is not served
     * @param poll between two questions that nobody can watch
     */
    public record Beat(Duration unserved, Duration poll) {
        public static Beat every(Duration rest) {
            return new Beat(rest, rest);
        }
    }

    /** Forty watches of an hour are less than one call a minute, and each of the others at most one in a minute and a half. */
    public static final Pace USUAL = new Pace(
            Duration.ofMinutes(60),
            Duration.ofSeconds(90),
            Duration.ofMinutes(2),
            Beat.every(Duration.ofSeconds(10)),
            Beat.every(Duration.ofSeconds(90)),
            Duration.ofMillis(250),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5));

    /** A big cluster never stands still. */
    private static final int SHARE = 5;

    /** What asks or looks again and again rests so long after what took a time: it is at work a sixth of its time at most. */
    public static Duration rest(Duration took) {
        return took.multipliedBy(SHARE);
    }

    public Pace {
        if (silence.compareTo(stale) >= 0 || pause.isZero() || longestPause.compareTo(stale) >= 0) {
            throw new IllegalArgumentException("silence " + silence + " and longestPause " + longestPause
                    + " are shorter than stale " + stale + ", and pause is longer than nothing");
        }
        if (calm.poll().compareTo(stale) >= 0 || calm.unserved().compareTo(stale) >= 0) {
            throw new IllegalArgumentException("what is asked every " + calm + " is stale after " + stale);
        }
    }
}
