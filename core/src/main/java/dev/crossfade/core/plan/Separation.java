package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;

/** The migration's folder holds nothing of the customer's, and no Application of theirs syncs it. */
final class Separation {

    private Separation() {}

    static List<Problem> check(Migration migration) {
        String path = migration.spec().git().path();
        List<Problem> problems = new ArrayList<>();
        ApplicationFile calico = migration.inventory().calicoApplication();
        if (inside(path, calico.folder())) {
            problems.add(problem(path + " lies in " + calico.folder() + ", which Application " + calico.name()
                    + " syncs: it would apply" + " what Crossfade's own roots apply"));
        }
        InventoryReader.inputs(migration.spec()).stream()
                .filter(input -> inside(input, path))
                .forEach(input -> problems.add(problem(input + " lies in " + path + ", which Crossfade alone writes")));
        return problems;
    }

    private static boolean inside(String path, String folder) {
        return folder.isEmpty() || folder.equals(".") || path.equals(folder) || path.startsWith(folder + "/");
    }

    private static Problem problem(String message) {
        return Problem.blocker(
                ErrorCode.PATH_SHARED,
                Where.object("spec.git.path"),
                message,
                "give the migration a folder of its own with spec.git.path");
    }
}
