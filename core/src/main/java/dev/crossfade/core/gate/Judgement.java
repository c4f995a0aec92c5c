package dev.crossfade.core.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says of one look.
 *
 * @param reason one clause with figures and names
 * @param evidence what it rests on: for a pass every time, for a multitude its newest and a count
 * @param since the newest time that the evidence carries, or null where it carries none
 * @param need what a person has to do, or null
 * @param tolerated how long each look has to see it fail before it counts as failed, or null where it counts at once
 * @param counted when the phase's time begins to count, where it is kept from going on for longer than the merge, or null
 * @param left how much has still to move or go, or null where the rule does not count that
 */
public record Judgement(
        Verdict verdict,
        String reason,
        List<Evidence> evidence,
        @Nullable Instant since,
        @Nullable Need need,
        @Nullable Duration tolerated,
        @Nullable Instant counted,
        @Nullable Left left) {

    /** Of what heals by itself: two rounds of a probe that asks every minute. */
    public static final Duration BLIP = Duration.ofMinutes(2);

    public Judgement {
        evidence = List.copyOf(evidence);
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a judgement has a reason");
        }
        if (verdict == Verdict.PASSED && evidence.isEmpty()) {
            throw new IllegalArgumentException("nothing passes without evidence: " + reason);
        }
    }

    Judgement(Verdict verdict, String reason, List<Evidence> evidence, @Nullable Instant since, @Nullable Need need) {
        this(verdict, reason, evidence, since, need, null, null, null);
    }

    public static Judgement passed(String reason, List<Evidence> evidence) {
        return of(Verdict.PASSED, reason, evidence);
    }

    public static Judgement waiting(String reason, List<Evidence> evidence) {
        return of(Verdict.WAITING, reason, evidence);
    }

    public static Judgement failed(String reason, List<Evidence> evidence) {
        return of(Verdict.FAILED, reason, evidence);
    }

    /** @param why what stood in the way */
    public static Judgement unknown(String why) {
        return of(Verdict.UNKNOWN, why, List.of());
    }

    public static Judgement of(Verdict verdict, String reason, List<Evidence> evidence) {
        return new Judgement(verdict, reason, evidence, newest(evidence), null);
    }

    public Judgement needing(Need what) {
        return new Judgement(verdict, reason, evidence, since, what, tolerated, counted, left);
    }

    /**
     * The same of what breaks for a moment wherever a node goes.
     *
     * @param nodes those that go, as the end of the sentence
     */
    Judgement tolerated(@Nullable Duration time, String nodes) {
        return new Judgement(verdict, reason + nodes, evidence, since, need, time, counted, left);
    }

    /** @param more the end of the reason */
    Judgement also(String more) {
        return new Judgement(verdict, reason + more, evidence, since, need, tolerated, counted, left);
    }

    /** The same, but for times that no evidence shows. */
    public Judgement since(@Nullable Instant time) {
        Instant newest = since == null || (time != null && time.isAfter(since)) ? time : since;
        return new Judgement(verdict, reason, evidence, newest, need, tolerated, counted, left);
    }

    /** The same, of a phase whose deadline does not count from the merge but from a later time, perhaps one to come. */
    Judgement countingFrom(@Nullable Instant time) {
        Instant newest = counted == null || (time != null && time.isAfter(counted)) ? time : counted;
        return new Judgement(verdict, reason, evidence, since, need, tolerated, newest, left);
    }

    /** The same, of what nodes and people bring to an end little by little. */
    Judgement leaving(int count) {
        return leaving(Left.of(count));
    }

    Judgement leaving(@Nullable Left what) {
        return new Judgement(verdict, reason, evidence, since, need, tolerated, counted, what);
    }

    public Optional<Duration> tolerance() {
        return Optional.ofNullable(tolerated);
    }

    public Optional<Need> needs() {
        return Optional.ofNullable(need);
    }

    private static @Nullable Instant newest(List<Evidence> evidence) {
        return evidence.stream()
                .map(Evidence::since)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
