package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.Readers;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says so where an edit of Calico's Application, or the end of its file, does not reach Argo CD by itself. */
final class ApplicationReach {

    private ApplicationReach() {}

    static List<Problem> check(Migration migration, Readers readers) {
        return migration.inventory().calico().application().stream()
                .flatMap(calico -> check(migration, calico, readers.applications(calico.path())).stream())
                .toList();
    }

    private static List<Problem> check(Migration migration, ApplicationFile calico, Set<Readers.Reader> roots) {
        boolean ends = migration.keeper().endsWithApplication();
        String delete = "kubectl -n " + migration.spec().argo().namespace() + " delete application " + calico.name();
        if (roots.isEmpty()) {
            return List.of(Problem.warning(
                    ErrorCode.APPLICATION_UNAPPLIED,
                    Where.file(calico.path()),
                    "no Application of this repository applies this file, so what phases say of Application "
                            + calico.name() + " does not reach Argo CD by itself",
                    "let an Application that prunes apply it; or apply the file by hand after each commit that edits it"
                            + " (remove-calico-workloads-prune" + (ends ? ", remove-calico-leftovers" : "") + ")"
                            + (ends ? ", and after the last one: " + delete : "")));
        }
        if (ends && roots.stream().noneMatch(Readers.Reader::prunes)) {
            return List.of(Problem.warning(
                    ErrorCode.APPLICATION_UNPRUNED,
                    Where.file(calico.path()),
                    roots.stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " applies this file and does not prune by itself: when remove-calico-leftovers deletes it,"
                            + " Application " + calico.name() + " stays in the cluster, with Calico's CRDs",
                    "give it syncPolicy.automated.prune: true before remove-calico-leftovers; or after that commit: "
                            + delete));
        }
        return List.of();
    }
}
