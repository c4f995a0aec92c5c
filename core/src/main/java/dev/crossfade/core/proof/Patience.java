package dev.crossfade.core.proof;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How long a phase's gates must hold, and how long they may take.
 *
 * @param limit from the merge on, or from the last progress on where people or nodes drive the phase
 * @param driven true where they do
 */
public record Patience(Duration soak, Duration limit, boolean driven) {

    /** Rows in which nodes come and go at the pace of people and machines. */
    private static final Set<String> DRIVEN = Set.of("first-nodes", "rotate-nodes", "clean-nodes");

    /** What crossfade.yaml says of the phase: of its commit, or else of its row, or else of all. */
    public static Patience of(GatesSpec spec, Sequence.Entry entry) {
        Optional<GatesSpec.Times> times = Optional.ofNullable(spec.phases().get(entry.id()))
                .or(() -> Optional.ofNullable(spec.phases().get(entry.phase().id())));
        boolean driven = DRIVEN.contains(entry.phase().id());
        Duration soak = times.map(GatesSpec.Times::soak).orElse(spec.soak());
        Duration limit = driven
                ? times.map(GatesSpec.Times::stalled).orElse(spec.stalled())
                : times.map(GatesSpec.Times::deadline).orElse(spec.deadline());
        return new Patience(soak, limit, driven);
    }
}
