package dev.crossfade.core.inventory;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.FileUsers;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.List;
import java.util.stream.Stream;

/** Signs that the cluster is none that can move, in files of the repository that are not Calico's own. */
public final class ForeignSigns {

    private ForeignSigns() {}

    /**
     * Refusals where an Application for this cluster applies the file; findings where nobody is known to, as it may be for
     * another cluster.
     *
     * @param objects those of the repository for this cluster
     * @param calico what has been looked at already
     */
    public static List<Problem> check(List<RepositoryObject> objects, CalicoInventory calico, FileUsers users) {
        return objects.stream()
                .filter(object -> !calico.files().contains(object.file()))
                .flatMap(object -> RefusedFlavours.elsewhere(List.of(object)).stream()
                        .flatMap(problem ->
                                Stream.of(users.applications(object.file()).isEmpty() ? finding(problem) : problem)))
                .toList();
    }

    private static Problem finding(Problem problem) {
        return Problem.warning(
                problem.code(),
                problem.where(),
                problem.message() + "; no Application of this repository is known to apply the file",
                "look whether it is this cluster's; if it is, leave the cluster as it is, and if not, answer for it");
    }
}
