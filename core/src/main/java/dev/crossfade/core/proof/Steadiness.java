package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a process that looks again and again saw of a merged phase: when a gate did not hold, or could not be seen. A process that
 * has looked at nothing yet, a command or one that was restarted, relies on the times that the evidence itself carries.
 */
public final class Steadiness {

    private final String merge;
    private final Map<String, Instant> broken;
    private final boolean settled;
    private final boolean proved;
    private final Map<String, Instant> failing;

    private Steadiness(
            String merge, Map<String, Instant> broken, boolean settled, boolean proved, Map<String, Instant> failing) {
        this.merge = merge;
        this.broken = Map.copyOf(broken);
        this.settled = settled;
        this.proved = proved;
        this.failing = Map.copyOf(failing);
    }

    public static Steadiness none() {
        return new Steadiness("", Map.of(), false, false, Map.of());
    }

    /** When the gate was last seen not to hold while this merge was the one to be proved. */
    Optional<Instant> broken(String ofMerge, String gate) {
        return merge.equals(ofMerge) ? Optional.ofNullable(broken.get(gate)) : Optional.empty();
    }

    /** True where the last look saw everything that this merge waits for pass. */
    public boolean isSettled(String ofMerge) {
        return settled && merge.equals(ofMerge);
    }

    /** True where a look has seen every gate of this merge pass, whatever broke later. */
    boolean isProved(String ofMerge) {
        return proved && merge.equals(ofMerge);
    }

    /** Since which look each one saw the gate of this merge fail. */
    Optional<Instant> failing(String ofMerge, String gate) {
        return merge.equals(ofMerge) ? Optional.ofNullable(failing.get(gate)) : Optional.empty();
    }

    /**
     * What is known after one more look; another merge begins anew.
     *
     * @param ofMerge the commit that brought the phase
     * @param gates those of the phase, and those that the next one waits for
     * @param warm false where what nobody could tell is not held against a gate: nothing may have been listed yet
     */
    public Steadiness after(String ofMerge, Instant look, List<GateVerdict> gates, boolean warm) {
        Map<String, Instant> times = merge.equals(ofMerge) ? new HashMap<>(broken) : new HashMap<>();
        gates.stream()
                .filter(gate -> !gate.satisfied() && (warm || gate.verdict() != Verdict.UNKNOWN))
                .forEach(gate -> times.put(gate.gate().id(), look));
        boolean all = gates.stream().allMatch(gate -> gate.verdict() == Verdict.PASSED);
        Map<String, Instant> fail = new HashMap<>();
        for (GateVerdict gate : gates) {
            Instant since = gate.failing();
            if (since != null) {
                fail.put(gate.gate().id(), since);
            }
        }
        return new Steadiness(ofMerge, times, all, all || isProved(ofMerge), fail);
    }
}
