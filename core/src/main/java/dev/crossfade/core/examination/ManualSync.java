package dev.crossfade.core.examination;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import java.util.List;

/** Says so where a person has to sync what a phase has merged: the migration waits for them, for ever if need be. */
final class ManualSync {

    private ManualSync() {}

    static List<Problem> check(Migration migration) {
        return migration.inventory().calico().application().filter(ApplicationFile::manual).stream()
                .map(application -> Problem.warning(
                        ErrorCode.APPLICATION_MANUAL,
                        Where.file(application.path()),
                        "Application " + application.name()
                                + " does not sync by itself: pin-calico-address waits until a"
                                + " person syncs it, and remove-calico-workloads-prune switches automated sync on",
                        "give it syncPolicy.automated, or have somebody at hand"))
                .toList();
    }
}
