package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * What comes, and when at the earliest.
 *
 * @param next what happens next, or the command that does it
 * @param stop how to stop and how to go back from here
 * @param settles when all gates will have held for long enough, where nothing but time is missing
 * @param opens when the next window for proposals opens, where none is open
 * @param deadline by when what has not passed must have passed, or the migration holds
 */
public record Outlook(
        String next, String stop, Optional<Instant> settles, Optional<Instant> opens, Optional<Instant> deadline) {

    static Outlook of(String next, String stop, GatesSpec spec, Optional<Proving.Proven> proven, Instant now) {
        boolean open = proven.filter(found -> found.verdict() == Verdict.WAITING || found.verdict() == Verdict.UNKNOWN)
                .isPresent();
        return new Outlook(
                next,
                stop,
                proven.flatMap(Proving.Proven::settles),
                new ChangeWindows(spec.windows()).opens(now),
                open ? proven.flatMap(Proving.Proven::deadline) : Optional.empty());
    }
}
