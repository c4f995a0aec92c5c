package dev.crossfade.core.proof;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * How long a phase's gates must hold, and how long they may take.
 *
 * @param limit from the merge on, or from the last progress on where people or nodes drive the phase
 * @param driven true where they do
 */
public record Patience(Duration soak, Duration limit, boolean driven) {

    /** What must hold now and nothing else. */
    public static final Patience NONE = new Patience(Duration.ZERO, Duration.ofDays(36_500), false);

    /** Rows in which nodes come and go at the pace of people and machines. */
    private static final Set<String> DRIVEN = Set.of("first-nodes", "rotate-nodes", "clean-nodes");

    /** What crossfade.yaml says of the phase: of its commit, or else of its row, or else of all. */
    public static Patience of(GatesSpec spec, Sequence.Entry entry) {
        Optional<GatesSpec.Times> times = times(spec, entry);
        boolean driven = DRIVEN.contains(entry.phase().id());
        Duration limit = driven
                ? times.map(GatesSpec.Times::stalled).orElse(spec.stalled())
                : times.map(GatesSpec.Times::deadline).orElse(spec.deadline());
        return new Patience(soak(spec, entry), limit, driven);
    }

    /** For the entry of a phase: what keeps it out is safe for as long as it takes. */
    public static Patience toEnter(GatesSpec spec, Sequence.Entry entry) {
        return new Patience(soak(spec, entry), NONE.limit(), false);
    }

    /** True where what holds since a time has not held for long enough. */
    boolean isSoaking(Instant since, Instant now) {
        return !soak.isZero() && since.plus(soak).isAfter(now);
    }

    private static Duration soak(GatesSpec spec, Sequence.Entry entry) {
        return times(spec, entry).map(GatesSpec.Times::soak).orElse(spec.soak());
    }

    private static Optional<GatesSpec.Times> times(GatesSpec spec, Sequence.Entry entry) {
        return Optional.ofNullable(spec.phases().get(entry.id()))
                .or(() -> Optional.ofNullable(spec.phases().get(entry.phase().id())));
    }
}
