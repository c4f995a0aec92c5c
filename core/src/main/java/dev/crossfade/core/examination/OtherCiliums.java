package dev.crossfade.core.examination;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.OtherCilium;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;

/** Refuses a Cilium that another Application applies already: two would own the same objects. */
final class OtherCiliums {

    private OtherCiliums() {}

    /** @param file the specification's own file */
    static List<Problem> check(String file, Migration migration, Tree tree, RepositoryScan scan) {
        return scan.ciliums(file, migration.spec(), tree).stream()
                .map(other -> other.certain() ? blocker(migration, other) : finding(other))
                .toList();
    }

    private static Problem blocker(Migration migration, OtherCilium other) {
        return Problem.blocker(
                ErrorCode.CILIUM_PRESENT,
                other.where(),
                "Application " + other.application().name()
                        + " applies Cilium to this cluster, and so will Application "
                        + migration.spec().cilium().application()
                        + " of install-cilium: each would take the other's objects, with other values",
                "take it out of Git, and its objects out of the cluster, before the migration begins");
    }

    private static Problem finding(OtherCilium other) {
        return Problem.warning(
                ErrorCode.CILIUM_PRESENT,
                other.where(),
                "Application " + other.application().name() + " applies Cilium, and nothing here tells whether"
                        + " to another cluster than this one",
                "answer for it where it is another cluster's; else take it away before the migration begins");
    }
}
