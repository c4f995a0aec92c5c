package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.scan.DeclaredObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one commit of the removal takes away: by leaving Git where Git keeps it, else by a Job that names it.
 *
 * @param step the commit's id
 * @param kept chooses among the objects that Git keeps
 * @param byJob what the cluster has and Git does not
 */
record CalicoRemoval(Migration migration, String step, Predicate<DeclaredObject> kept, List<ObjectName> byJob) {

    CalicoRemoval {
        List<ObjectName> all = byJob;
        byJob = byJob.stream().filter(name -> !goesWithNamespace(name, all)).toList();
    }

    /** Objects of a stage; those that only some installs have count where Git shows them, or where nothing in Git does. */
    static CalicoRemoval of(Migration migration, String step, CalicoFacts.Stage stage, Predicate<DeclaredObject> kept) {
        boolean live = migration.inventory().calico().home() instanceof CalicoHome.Live;
        Stream<ObjectName> expected = live ? stage.all().stream() : stage.always().stream();
        return new CalicoRemoval(
                migration,
                step,
                kept,
                expected.filter(name -> !isKept(migration, name)).toList());
    }

    static boolean isKept(Migration migration, ObjectName name) {
        return migration
                .inventory()
                .calico()
                .object(name.kindAndName())
                .filter(migration.keeper()::keeps)
                .isPresent();
    }

    boolean isEmpty() {
        return byJob.isEmpty() && !leavesGit();
    }

    boolean leavesGit() {
        return migration.inventory().calico().objects().stream()
                .filter(migration.keeper()::keeps)
                .anyMatch(kept);
    }

    private String leaving() {
        return migration.inventory().calico().objects().stream()
                .filter(migration.keeper()::keeps)
                .filter(kept)
                .map(object -> object.kind() + " " + object.name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    void write(Workspace workspace) {
        if (leavesGit()) {
            migration.keeper().remove(workspace, kept);
        }
        writeJob(workspace);
    }

    void writeJob(Workspace workspace) {
        if (!byJob.isEmpty()) {
            job().files().forEach(workspace::write);
        }
    }

    /** The step with what its message says about where the objects go from, and by whom. */
    Step words(Step step) {
        return step.word("leaves", leavesGit())
                .word("many", leaving().contains(", "))
                .word("adopted", migration.inventory().calico().home() instanceof CalicoHome.Live)
                .word("switched", migration.inventory().calico().home() instanceof CalicoHome.Chart)
                .word("left", leaving())
                .word("losing", String.join(", ", migration.keeper().losing(kept)))
                .word("job", byJob.isEmpty() ? "" : job().jobName())
                .word("byJob", byJob.stream().map(ObjectName::toString).collect(Collectors.joining(", ")));
    }

    /** What a reviewer must know about a revert: what a Job does is in no file. */
    String lost() {
        return byJob.isEmpty() ? "" : " What the Job deleted comes back with no revert.";
    }

    private JobManifests job() {
        return new DeletionJob(migration, step, byJob).manifests();
    }

    private static boolean goesWithNamespace(ObjectName name, List<ObjectName> all) {
        return all.stream()
                .anyMatch(other ->
                        other.kind().equals("Namespace") && other.name().equals(name.namespace()));
    }
}
