package dev.crossfade.core.proof;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a phase's gates must hold, and how long they may take.
 *
 * @param limit from the merge on, or from the last progress on where people or nodes drive the phase
 * @param driven true where they do
 */
public record Patience(Duration soak, Duration limit, boolean driven) {

    /** What must hold now and nothing else. */
    public static final Patience NONE = new Patience(Duration.ZERO, Duration.ofDays(36_500), false);

    /** What crossfade.yaml says of the phase: of its commit, or else of its row, or else of all. */
    public static Patience of(GatesSpec spec, Sequence.Entry entry) {
        boolean driven = entry.isDriven();
        return new Patience(
                time(spec, entry, GatesSpec.Times::soak, spec.soak()),
                driven
                        ? time(spec, entry, GatesSpec.Times::stalled, spec.stalled())
                        : time(spec, entry, GatesSpec.Times::deadline, spec.deadline()),
                driven);
    }

    /** For the entry of a phase: what keeps it out is safe for as long as it takes. */
    public static Patience toEnter(GatesSpec spec, Sequence.Entry entry) {
        return new Patience(time(spec, entry, GatesSpec.Times::soak, spec.soak()), NONE.limit(), false);
    }

    /** True where what holds since a time has not held for long enough. */
    boolean isSoaking(Instant since, Instant now) {
        return !soak.isZero() && since.plus(soak).isAfter(now);
    }

    private static Duration time(
            GatesSpec spec,
            Sequence.Entry entry,
            Function<GatesSpec.Times, @Nullable Duration> of,
            Duration otherwise) {
        return Stream.of(entry.id(), entry.phase().id())
                .flatMap(id -> Optional.ofNullable(spec.phases().get(id)).stream())
                .map(of)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(otherwise);
    }
}
