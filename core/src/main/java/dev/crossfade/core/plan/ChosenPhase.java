package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.Optional;

/** The commit of the phase that a person names, or the next one. */
public final class ChosenPhase {

    private ChosenPhase() {}

    /**
     * @return nothing where none is named and every phase is merged
     * @throws CrossfadeException USAGE where the plan has no such commit, or has none left
     */
    public static Optional<PlannedCommit> of(Preview preview, Optional<String> named) {
        if (named.isEmpty()) {
            return preview.commits().stream().findFirst();
        }
        String phase = named.get();
        Plan plan = preview.plan();
        Sequence.Entry entry =
                plan.entry(phase).orElseThrow(() -> refused(plan.lacks(phase), "crossfade plan lists the phases"));
        if (entry.step() == null) {
            throw refused("phase " + phase + " is skipped: " + entry.skipped(), "crossfade plan lists the phases");
        }
        return Optional.of(preview.commit(phase)
                .orElseThrow(() -> refused(
                        "phase " + phase + " is merged already",
                        "git log --grep 'Crossfade-Phase:.* " + phase + "$' finds its commit")));
    }

    private static CrossfadeException refused(String message, String cure) {
        return new CrossfadeException(ErrorCode.USAGE, Where.nowhere(), message, cure);
    }
}
