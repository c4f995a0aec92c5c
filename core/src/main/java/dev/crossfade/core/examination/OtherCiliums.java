package dev.crossfade.core.examination;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.OtherCilium;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;

/** Refuses a Cilium that another Application, or one of an ApplicationSet, applies already: two would own the same objects. */
final class OtherCiliums {

    private OtherCiliums() {}

    /**
     * @param file the specification's own file
     * @param begun of the tree before the first phase
     * @param tree that one or a later one, with its scan
     */
    static List<Problem> check(String file, Migration migration, RepositoryScan begun, Tree tree, RepositoryScan scan) {
        return scan.ciliums(file, migration.spec(), tree, begun).stream()
                .map(other -> other.certain() ? blocker(migration, other) : finding(other))
                .toList();
    }

    private static Problem blocker(Migration migration, OtherCilium other) {
        return Problem.blocker(
                ErrorCode.CILIUM_PRESENT,
                other.where(),
                other.owner()
                        + " applies Cilium to this cluster, and so will Application "
                        + migration.spec().cilium().application()
                        + " of install-cilium: each would take the other's objects, with other values",
                "take it out of Git, and its objects out of the cluster, before the migration begins");
    }

    private static Problem finding(OtherCilium other) {
        return Problem.warning(
                ErrorCode.CILIUM_PRESENT,
                other.where(),
                other.owner() + " applies Cilium, and nothing here tells whether" + " to another cluster than this one",
                "answer for it where it is another cluster's; else take it away before the migration begins");
    }
}
