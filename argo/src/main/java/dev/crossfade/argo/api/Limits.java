package dev.crossfade.argo.api;

import java.time.Duration;

/**
 * How long anything may take, and how often it is tried.
 *
 * @param call until an answer begins
 * @param body until an answer has come in whole
 * @param attempts of one call, where what went wrong may pass by itself; also how often a list begins anew
 * @param pause between two attempts, doubled each time
 * @param page how many objects a page of a list has at most; more where the list begins anew
 * @param look until every question of a look is answered
 * @param groups for how long the list of groups that are served is believed
 */
public record Limits(
        Duration call, Duration body, int attempts, Duration pause, int page, Duration look, Duration groups) {

    /** kubectl's pages have 500 objects, too (kubectl get --chunk-size). */
    public static final Limits USUAL = new Limits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            3,
            Duration.ofMillis(250),
            500,
            Duration.ofMinutes(3),
            Duration.ZERO);
    /** For who asks again and again. */
    public static final Limits WATCHING = new Limits(
            USUAL.call(),
            USUAL.body(),
            USUAL.attempts(),
            USUAL.pause(),
            USUAL.page(),
            USUAL.look(),
            Duration.ofSeconds(25));

    public Limits {
        if (call.isNegative() || call.isZero() || attempts < 1 || page < 1) {
            throw new IllegalArgumentException("a call takes time, one attempt and a page of one object at least, not "
                    + call + ", " + attempts + ", " + page);
        }
    }
}
