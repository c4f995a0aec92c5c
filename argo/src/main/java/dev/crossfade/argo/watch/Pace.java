package dev.crossfade.argo.watch;

import java.time.Duration;

/**
 * How often, and how long.
 *
 * @param watch how long a watch is asked to last; up to a sixth less, so that they do not all end at once
 * @param silence after which a watch is begun anew where it went on: an API server sends bookmarks about once a minute
 *     (kubernetes, apiserver/pkg/storage/cacher/cacher.go, defaultBookmarkFrequency)
 * @param stale after how long without a word an answer is none any more
 * @param unserved between two looks for a kind that is not served
 * @param poll between two questions that nobody can watch
 * @param pause after a failure, doubled up to {@code longestPause}, each with some chance in it
 * @param idle after which what nobody asks for is watched no more
 */
public record Pace(
        Duration watch,
        Duration silence,
        Duration stale,
        Duration unserved,
        Duration poll,
        Duration pause,
        Duration longestPause,
        Duration idle) {

    /** Forty watches of half an hour are about one and a half calls a minute. */
    public static final Pace USUAL = new Pace(
            Duration.ofMinutes(30),
            Duration.ofSeconds(90),
            Duration.ofMinutes(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(250),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5));

    public Pace {
        if (silence.compareTo(stale) >= 0 || pause.isZero() || longestPause.compareTo(stale) >= 0) {
            throw new IllegalArgumentException("silence " + silence + " and longestPause " + longestPause
                    + " are shorter than stale " + stale + ", and pause is longer than nothing");
        }
    }
}
