package dev.crossfade.core.proof;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When a process that looks again and again saw a gate of a phase not hold, or could not see it. A process that has looked at
 * nothing yet, a command or one that was restarted, relies on the times that the evidence itself carries.
 */
public final class Steadiness {

    private final String phase;
    private final Map<String, Instant> broken;

    private Steadiness(String phase, Map<String, Instant> broken) {
        this.phase = phase;
        this.broken = Map.copyOf(broken);
    }

    public static Steadiness none() {
        return new Steadiness("", Map.of());
    }

    /** When the gate was last seen not to hold while this phase was the one to be proved. */
    Optional<Instant> broken(String ofPhase, String gate) {
        return phase.equals(ofPhase) ? Optional.ofNullable(broken.get(gate)) : Optional.empty();
    }

    /** What is known after one more look; another phase begins anew. */
    public Steadiness after(String ofPhase, Instant look, List<GateVerdict> gates) {
        Map<String, Instant> times = phase.equals(ofPhase) ? new HashMap<>(broken) : new HashMap<>();
        gates.stream()
                .filter(gate -> !gate.satisfied())
                .forEach(gate -> times.put(gate.gate().id(), look));
        return new Steadiness(ofPhase, times);
    }
}
