package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.SymbolicLink;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.ManifestFile;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Symbolic links by which somebody may read what the migration edits, or bring to the cluster what no check sees: Argo CD
 * follows them within a repository (argo-cd reposerver/repository/repository.go getPotentiallyValidManifestFile), and no
 * reader is found through them here.
 */
final class LinkedFiles {

    private final Migration migration;
    private final Appliers appliers;
    private final SortedSet<String> files;
    private final List<String> edited;
    private final List<String> built;
    private final boolean over;

    private LinkedFiles(Migration migration, Appliers appliers, Examination.Later later) {
        this.migration = migration;
        this.appliers = appliers;
        this.files = later.scan().files();
        this.edited = later.remaining().among(InventoryReader.edited(migration.spec(), later.tree()), migration);
        this.built = built(migration, later.remaining());
        this.over = later.remaining().isEmpty();
    }

    /**
     * @param file the specification's own
     * @param later the first phase's tree, or a later one: people may have made links meanwhile
     */
    static List<Problem> check(String file, Migration migration, Examination.Later later) {
        LinkedFiles linked = new LinkedFiles(migration, later.scan().appliers(file, migration.spec()), later);
        return SymbolicLink.of(later.tree()).stream()
                .flatMap(link -> linked.problem(link).stream())
                .toList();
    }

    /** Calico's files that no phase edits, while phases take out of their kustomization what is in them. */
    private static List<String> built(Migration migration, RemainingEdits remaining) {
        CalicoInventory calico = migration.inventory().calico();
        return calico.home() instanceof CalicoHome.Kustomized home
                        && !remaining.among(List.of(home.file()), migration).isEmpty()
                ? calico.files()
                : List.of();
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
        if (isCalicos(link)) {
            return Optional.of(refused(
                    link,
                    "this symbolic link lies in Calico's folder and leads to " + target
                            + ": Calico's Application applies that, and phases would not see it",
                    "put the file in the link's place, or let another Application apply it"));
        }
        return built.stream()
                .filter(link::leadsTo)
                .filter(base -> !appliers.isOthers(link.path()))
                .findFirst()
                .map(base -> copy(link, target, base))
                .or(() -> unseen(link, target));
    }

    private static Problem copy(SymbolicLink link, String target, String base) {
        return refused(
                link,
                "this symbolic link leads to " + target + (base.equals(link.target()) ? "" : " with " + base)
                        + ", which Calico's kustomization builds: Argo CD follows it, and whoever applies it to this"
                        + " cluster would bring back what phases remove of Calico",
                "take the link out of Git; let Calico's Application alone apply Calico to this cluster");
    }

    /** What lies behind a link of this cluster's is found, if at all, as what it is where it lies. */
    private Optional<Problem> unseen(SymbolicLink link, String target) {
        if (over || files.stream().noneMatch(file -> link.leadsTo(file) && ManifestFile.is(file))) {
            return Optional.empty();
        }
        return appliers.meeting(link.path()).stream()
                .findFirst()
                .map(
                        user -> Problem.warning(
                                ErrorCode.FILE_UNREADABLE,
                                Where.file(link.path()),
                                user + " comes upon this symbolic link, which leads to " + target
                                        + ": Argo CD follows it, and what it brings to this cluster from there is not looked at",
                                "put the file itself in the link's place, or let an Application or a kustomization for this"
                                        + " cluster name what it leads to; or look yourself at what that holds, and answer for it"));
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
