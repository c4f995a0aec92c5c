package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What people have made of Calico since the migration began, as long as it runs: one that no phase knows how to leave. */
final class LaterCalico {

    private LaterCalico() {}

    static List<Problem> check(Migration migration, Tree base, RemainingEdits remaining) {
        InventoryReader.Calico now = InventoryReader.calico(migration.spec(), base);
        List<Problem> problems = new ArrayList<>(now.problems().stream()
                .filter(problem -> problem.code() == ErrorCode.FLAVOUR_UNSUPPORTED
                        || (remaining.adopts() && isCut(problem, migration)))
                .toList());
        now.found()
                .filter(calico -> looksForAnAddress(migration, calico) && !remaining.pins())
                .filter(calico -> !Objects.equals(calico.former(), method(migration)))
                .map(calico -> unpinned(migration, calico))
                .ifPresent(problems::add);
        return problems;
    }

    /** An object of a newer export; one that has gone from it is named by the phase that would write it. */
    private static boolean isCut(Problem problem, Migration migration) {
        return problem.code() == ErrorCode.CALICO_EXPORT_INCOMPLETE
                && migration.inventory().calico().home() instanceof CalicoHome.Live live
                && !live.folder().equals(problem.where().file());
    }

    /** Canal looks for none; an adopted Calico is pinned in the migration's own folder, and not in the export. */
    private static boolean looksForAnAddress(Migration migration, CalicoInventory calico) {
        return calico.flavour() != CalicoFlavour.CANAL
                && !(migration.inventory().calico().home() instanceof CalicoHome.Live);
    }

    private static String method(Migration migration) {
        return migration.spec().calico().addressDetection().method();
    }

    private static Problem unpinned(Migration migration, CalicoInventory calico) {
        String found = calico.former() == null ? "first-found" : calico.former();
        String file = migration.keeper().pinned();
        return Problem.blocker(
                ErrorCode.ADDRESS_DETECTION,
                Where.file(file),
                "Calico would take a node's address by " + found + " and not by " + method(migration)
                        + ", as pin-calico-address left it: a Cilium interface could become it",
                "see what wins over the pin, git log -p -- " + file
                        + " and the patches beside it, and take it out until" + " remove-calico-workloads");
    }
}
