package dev.crossfade.core.examination;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.List;

/** Finds objects in Calico's files that no phase removes: they stay, and somebody should know. */
final class UnnamedObjects {

    private UnnamedObjects() {}

    static List<Problem> check(Migration migration) {
        return migration.inventory().calico().objects().stream()
                .filter(object -> !migration.calicoNames().are(object))
                .map(UnnamedObjects::finding)
                .toList();
    }

    private static Problem finding(DeclaredObject object) {
        return Problem.warning(
                ErrorCode.CALICO_OBJECT_STAYS,
                Where.file(object.file()),
                object.kind() + " " + object.name() + " is no part of Calico's own manifest, so no phase removes it",
                "move it out of the file if it has nothing to do with Calico; delete it by hand at the end if it has");
    }
}
