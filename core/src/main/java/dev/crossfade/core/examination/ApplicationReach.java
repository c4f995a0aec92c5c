package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.scan.SyncRules;
import java.util.List;
import java.util.stream.Collectors;

/** Says so where an edit of Calico's Application, or the end of its file, does not reach Argo CD by itself. */
public final class ApplicationReach {

    private ApplicationReach() {}

    static List<Problem> check(Migration migration, RepositoryScan scan) {
        return migration.inventory().calico().application().stream()
                .flatMap(calico -> check(migration, calico, scan).stream())
                .toList();
    }

    private static List<Problem> check(Migration migration, ApplicationFile calico, RepositoryScan scan) {
        List<SyncRules> roots =
                scan.syncing(calico.path(), migration.spec().argo().repoURL());
        boolean ends = migration.keeper().endsWithApplication();
        boolean chart = migration.inventory().calico().home() instanceof CalicoHome.Chart;
        String last = "remove-calico-leftovers" + (chart ? "-operator" : "");
        if (roots.isEmpty()) {
            return List.of(Problem.warning(
                    ErrorCode.APPLICATION_UNAPPLIED,
                    Where.file(calico.path()),
                    nobody(new GeneratedUsers(scan, migration.spec()).possible(calico.path()))
                            + ", so what phases say of Application " + calico.name()
                            + " does not reach Argo CD by itself",
                    "let an Application that prunes apply it; or apply the file by hand after each commit that edits it, from"
                            + " remove-calico-workloads-prune on (their messages say so)"
                            + (ends ? ", and after " + last + ": " + delete(migration, calico) : "")));
        }
        if (ends && roots.stream().noneMatch(SyncRules::prunes)) {
            return List.of(Problem.warning(
                    ErrorCode.APPLICATION_UNPRUNED,
                    Where.file(calico.path()),
                    roots.stream().map(SyncRules::owner).collect(Collectors.joining(", "))
                            + " applies this file and does not prune by itself: when " + last + " deletes it,"
                            + " Application " + calico.name() + " stays in the cluster"
                            + (chart ? " with the operator that it applied" : "")
                            + ", and the gate calico-application-gone waits for somebody to delete it",
                    "give it syncPolicy.automated.prune: true before " + last + "; or after that commit: "
                            + delete(migration, calico)));
        }
        return List.of();
    }

    private static String nobody(List<ApplicationSet> possible) {
        return possible.isEmpty()
                ? "no Application of this repository applies this file"
                : possible.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " may make an Application that applies this file, which cannot be known here, and no other does";
    }

    /** The command by which a person ends the Application. */
    public static String delete(Migration migration, ApplicationFile calico) {
        return "kubectl -n " + migration.spec().argo().namespace() + " delete application " + calico.name();
    }
}
