package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.SymbolicLink;
import java.util.List;
import java.util.Optional;

/**
 * Symbolic links by which somebody may read what the migration edits: Argo CD follows them within a repository (argo-cd
 * reposerver/repository/repository.go getPotentiallyValidManifestFile), and no reader is found through them here.
 */
final class LinkedFiles {

    private final Migration migration;
    private final List<String> edited;
    private final boolean over;

    private LinkedFiles(Migration migration, List<String> edited, boolean over) {
        this.migration = migration;
        this.edited = edited;
        this.over = over;
    }

    /** @param tree the first phase's, or a later one: people may have made links meanwhile */
    static List<Problem> check(Migration migration, Tree tree, RemainingEdits remaining) {
        List<String> edited = remaining.among(InventoryReader.edited(migration.spec(), tree), migration);
        LinkedFiles linked = new LinkedFiles(migration, edited, remaining.isEmpty());
        return SymbolicLink.of(tree).stream()
                .flatMap(link -> linked.problem(link).stream())
                .toList();
    }

    private Optional<Problem> problem(SymbolicLink link) {
        String folder = migration.spec().git().path();
        String target = link.target().isEmpty() ? "the repository's root" : link.target();
        boolean within = link.target().startsWith(folder + "/");
        if (within || link.leadsTo(folder)) {
            return Optional.of(reader(link, target + ", where the migration writes " + (within ? target : folder)));
        }
        Optional<String> found = edited.stream().filter(link::leadsTo).findFirst();
        if (found.isPresent()) {
            boolean itself = found.get().equals(link.target());
            return found.map(file -> reader(
                    link, target + (itself ? ", which the migration edits" : ", where the migration edits " + file)));
        }
        return isCalicos(link)
                ? Optional.of(refused(
                        link,
                        "this symbolic link lies in Calico's folder and leads to " + target
                                + ": Calico's Application applies that, and phases would not see it",
                        "put the file in the link's place, or let another Application apply it"))
                : Optional.empty();
    }

    private boolean isCalicos(SymbolicLink link) {
        return !over
                && migration.inventory().calico().home() instanceof CalicoHome.Files files
                && files.folder().reads(link.path());
    }

    private static Problem reader(SymbolicLink link, String target) {
        return refused(
                link,
                "this symbolic link leads to " + target
                        + ": Argo CD follows it, and nobody here sees who would apply the edit by it",
                "take the link out of Git; who needs what it leads to gets a file of its own");
    }

    private static Problem refused(SymbolicLink link, String message, String cure) {
        return Problem.blocker(ErrorCode.FILE_SHARED, Where.file(link.path()), message, cure);
    }
}
