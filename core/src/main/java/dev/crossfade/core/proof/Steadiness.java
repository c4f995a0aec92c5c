package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Left;
import dev.crossfade.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process that looks again and again saw of a merged phase: when a gate did not hold, or could not be seen, and when it had
 * passed. A process that looks once knows nothing of it, and takes what it sees for what there was.
 */
public final class Steadiness {

    /** Between two looks that are further apart, nobody saw what was. */
    private static final Duration GAP = Duration.ofSeconds(90);

    private final String merge;
    private final Instant last;
    private final boolean settled;
    private final Map<String, Past> gates;

    /**
     * What looks saw of one gate.
     *
     * @param broken the last that saw it not hold
     * @param failing the first that saw it fail, where none since then saw anything else
     * @param passed the last in which it had passed
     * @param least the fewest that one saw left, where it counts that
     */
    private record Past(
            @Nullable Instant broken,
            @Nullable Instant failing,
            @Nullable Instant passed,
            @Nullable Least least) {

        private static final Past NONE = new Past(null, null, null, null);

        /** With one more look. What was not asked before, and is on its way, has not been seen not to hold. */
        Past after(GateVerdict gate, Instant look) {
            return new Past(
                    gate.satisfied() || gate.awaited() ? broken : look,
                    // one that cannot be seen has not healed
                    gate.failing() == null && gate.verdict() == Verdict.UNKNOWN ? failing : gate.failing(),
                    gate.verdict() == Verdict.PASSED ? look : passed,
                    least(gate, look));
        }

        private @Nullable Least least(GateVerdict gate, Instant look) {
            Left left = gate.left();
            if (left == null || gate.verdict() == Verdict.UNKNOWN) {
                return least;
            }
            if (least != null && least.isOf(left)) {
                return left.count() < least.left() ? new Least(left.count(), left.rollout(), look, look) : least;
            }
            return new Least(left.count(), left.rollout(), look, begun(gate, left));
        }

        /** That an earlier look saw it broken is no progress. */
        private Instant begun(GateVerdict gate, Left left) {
            if (left.rollout() != null) {
                return Objects.requireNonNullElse(left.step(), left.rollout());
            }
            return gate.since().equals(broken) ? Instant.MIN : gate.since();
        }

        Past blinked() {
            return new Past(broken, null, passed, least);
        }
    }

    /**
     * The fewest that a look saw left.
     *
     * @param rollout of which rollout, or null where it is none
     * @param seen the first look that saw so few
     * @param since when it came so far: that look, or of the first look of all what its evidence says
     */
    private record Least(int left, @Nullable Instant rollout, Instant seen, Instant since) {

        /** True where both count the same. */
        boolean isOf(Left other) {
            return Objects.equals(rollout, other.rollout());
        }
    }

    private Steadiness(String merge, Instant last, boolean settled, Map<String, Past> gates) {
        this.merge = merge;
        this.last = last;
        this.settled = settled;
        this.gates = Map.copyOf(gates);
    }

    public static Steadiness none() {
        return new Steadiness("", Instant.MIN, false, Map.of());
    }

    /** When the gate was last seen not to hold while this merge was the one to be proved. */
    Optional<Instant> broken(String ofMerge, String gate) {
        return Optional.ofNullable(past(ofMerge, gate).broken());
    }

    /** True where the last look saw every gate of this merge pass. */
    public boolean isSettled(String ofMerge) {
        return settled && merge.equals(ofMerge);
    }

    /** The same for one who has to look closely once more, though every gate passed. */
    public Steadiness unsettled() {
        return new Steadiness(merge, last, false, gates);
    }

    /** The last look in which the gate of this merge had passed. */
    Optional<Instant> passed(String ofMerge, String gate) {
        return Optional.ofNullable(past(ofMerge, gate).passed());
    }

    /**
     * When the gate of this merge came nearer to its end the last time, where earlier looks counted what is left of it.
     *
     * @param left what this look counts, or null where it could not
     */
    Optional<Instant> nearer(String ofMerge, String gate, @Nullable Left left, Instant now) {
        return Optional.ofNullable(past(ofMerge, gate).least())
                .filter(known -> left == null || known.isOf(left))
                .map(known -> left != null && left.count() < known.left() ? now : known.since());
    }

    /** How few were left once, and when, as the end of a sentence on how many there are; empty where it was never less. */
    String fewest(String ofMerge, String gate, @Nullable Left left) {
        Least known = past(ofMerge, gate).least();
        return known == null || left == null || !known.isOf(left) || left.count() <= known.left()
                ? ""
                : "; " + left.count() + " are left, and " + known.left() + " were at " + known.seen();
    }

    /** Since which look the gate of this merge fails, where none saw anything else meanwhile and they came one soon after the other. */
    Optional<Instant> failing(String ofMerge, String gate, Instant now) {
        return isGap(now)
                ? Optional.empty()
                : Optional.ofNullable(past(ofMerge, gate).failing());
    }

    private boolean isGap(Instant now) {
        return now.isAfter(last.plus(GAP));
    }

    private Past past(String ofMerge, String gate) {
        return merge.equals(ofMerge) ? gates.getOrDefault(gate, Past.NONE) : Past.NONE;
    }

    /** With one more look. */
    public Steadiness after(String ofMerge, Instant look, List<GateVerdict> verdicts) {
        Map<String, Past> pasts = new HashMap<>(merge.equals(ofMerge) ? gates : Map.of());
        if (isGap(look)) {
            pasts.replaceAll((id, past) -> past.blinked());
        }
        verdicts.forEach(gate ->
                pasts.compute(gate.gate().id(), (id, past) -> (past == null ? Past.NONE : past).after(gate, look)));
        boolean all = verdicts.stream().allMatch(gate -> gate.verdict() == Verdict.PASSED);
        return new Steadiness(ofMerge, look, all, pasts);
    }
}
