package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Left;
import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a gate says, soak and deadline counted.
 *
 * @param satisfied true where it holds now, though perhaps not for the whole soak time yet
 * @param since the newest of the merge, the times that the evidence carries, and the last look that saw it not hold
 * @param failing the first look that saw it fail since one saw something else, though that may not count as failed yet; null where this one
 *     did not
 * @param due by when it must have passed
 * @param overdue true where it should have passed by now
 * @param awaited true where it is unknown because something was asked for that was not before, and the first answer is on its way
 * @param need what a person has to do, or null
 * @param left how much has still to move or go, or null where the gate does not count that
 */
public record GateVerdict(
        Gate gate,
        Verdict verdict,
        boolean satisfied,
        String reason,
        List<Evidence> evidence,
        Instant since,
        @Nullable Instant failing,
        Instant due,
        boolean overdue,
        boolean awaited,
        @Nullable Need need,
        @Nullable Left left) {

    public GateVerdict {
        evidence = List.copyOf(evidence);
    }

    public Optional<Need> needs() {
        return Optional.ofNullable(need);
    }
}
