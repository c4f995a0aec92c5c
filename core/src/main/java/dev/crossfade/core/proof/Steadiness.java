package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Instant> broken;
    private final Map<String, Instant> failing;
    private final Map<String, Instant> passed;
    private final Map<String, Least> least;

    /**
     * The fewest that a look saw left.
     *
     * @param since the first look that saw so few; of the first look of all, what its evidence says
     */
    private record Least(int left, Instant since) {}

    private Steadiness(
            String merge,
            Instant last,
            boolean settled,
            Map<String, Instant> broken,
            Map<String, Instant> failing,
            Map<String, Instant> passed,
            Map<String, Least> least) {
        this.merge = merge;
        this.last = last;
        this.settled = settled;
        this.broken = Map.copyOf(broken);
        this.failing = Map.copyOf(failing);
        this.passed = Map.copyOf(passed);
        this.least = Map.copyOf(least);
    }

    public static Steadiness none() {
        return new Steadiness("", Instant.MIN, false, Map.of(), Map.of(), Map.of(), Map.of());
    }

    /** When the gate was last seen not to hold while this merge was the one to be proved. */
    Optional<Instant> broken(String ofMerge, String gate) {
        return merge.equals(ofMerge) ? Optional.ofNullable(broken.get(gate)) : Optional.empty();
    }

    /** True where the last look saw every gate of this merge pass. */
    public boolean isSettled(String ofMerge) {
        return settled && merge.equals(ofMerge);
    }

    /** The same for one who has to look closely once more, though every gate passed. */
    public Steadiness unsettled() {
        return new Steadiness(merge, last, false, broken, failing, passed, least);
    }

    /** The last look in which the gate of this merge had passed. */
    Optional<Instant> passed(String ofMerge, String gate) {
        return merge.equals(ofMerge) ? Optional.ofNullable(passed.get(gate)) : Optional.empty();
    }

    /**
     * When the gate of this merge came nearer to its end the last time, where earlier looks counted what is left of it.
     *
     * @param left what this look counts, or null where it could not
     */
    Optional<Instant> nearer(String ofMerge, String gate, @Nullable Integer left, Instant now) {
        return merge.equals(ofMerge)
                ? Optional.ofNullable(least.get(gate))
                        .map(known -> left != null && left < known.left() ? now : known.since())
                : Optional.empty();
    }

    /** Since which look the gate of this merge fails, where none saw anything else meanwhile and they came one soon after the other. */
    Optional<Instant> failing(String ofMerge, String gate, Instant now) {
        return merge.equals(ofMerge) && !now.isAfter(last.plus(GAP))
                ? Optional.ofNullable(failing.get(gate))
                : Optional.empty();
    }

    /** With one more look. What was not asked before, and is on its way, has not been seen not to hold. */
    public Steadiness after(String ofMerge, Instant look, List<GateVerdict> gates) {
        boolean same = merge.equals(ofMerge);
        Map<String, Instant> times = new HashMap<>(same ? broken : Map.of());
        Map<String, Instant> fails = new HashMap<>(same && !look.isAfter(last.plus(GAP)) ? failing : Map.of());
        Map<String, Instant> passes = new HashMap<>(same ? passed : Map.of());
        Map<String, Least> fewest = new HashMap<>(same ? least : Map.of());
        for (GateVerdict gate : gates) {
            String id = gate.gate().id();
            // that an earlier look saw it broken is no progress
            count(fewest, gate, look, gate.since().equals(times.get(id)) ? Instant.MIN : gate.since());
            if (!gate.satisfied() && !gate.awaited()) {
                times.put(id, look);
            }
            Instant since = gate.failing();
            if (since != null) {
                fails.put(id, since);
            } else if (gate.verdict() != Verdict.UNKNOWN) {
                // one that cannot be seen has not healed
                fails.remove(id);
            }
            if (gate.verdict() == Verdict.PASSED) {
                passes.put(id, look);
            }
        }
        boolean all = gates.stream().allMatch(gate -> gate.verdict() == Verdict.PASSED);
        return new Steadiness(ofMerge, look, all, times, fails, passes, fewest);
    }

    /** @param begun when it came nearer the last time as far as its evidence says */
    private static void count(Map<String, Least> fewest, GateVerdict gate, Instant look, Instant begun) {
        Integer left = gate.left();
        Least known = fewest.get(gate.gate().id());
        if (left != null && gate.verdict() != Verdict.UNKNOWN && (known == null || left < known.left())) {
            fewest.put(gate.gate().id(), new Least(left, known == null ? begun : look));
        }
    }
}
