package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.IgnoredDifference;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.scan.SyncRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether what the plan writes into files of the customer's reaches the cluster: Argo CD may be told otherwise. */
final class AppliedFiles {

    private final Migration migration;
    private final RepositoryScan scan;
    private final GeneratedUsers generated;
    private final RemainingEdits remaining;
    private final List<Problem> problems = new ArrayList<>();

    private AppliedFiles(Migration migration, RepositoryScan scan, RemainingEdits remaining) {
        this.migration = migration;
        this.remaining = remaining;
        this.scan = scan;
        this.generated = new GeneratedUsers(scan, migration.spec());
    }

    /**
     * @param start the tree before the first phase
     * @param scan of that tree or a later one: who applies what may have changed
     * @param objects the repository's at the start, Calico's as they are in effect
     */
    static List<Problem> check(
            Migration migration,
            Tree start,
            RepositoryScan scan,
            List<RepositoryObject> objects,
            RemainingEdits remaining) {
        AppliedFiles applied = new AppliedFiles(migration, scan, remaining);
        applied.unapplied();
        Map<SyncRules, List<String>> read = new LinkedHashMap<>();
        for (String file : remaining.among(InventoryReader.edited(migration.spec(), start), migration)) {
            applied.syncing(file)
                    .forEach(rules -> read.computeIfAbsent(rules, any -> new ArrayList<>())
                            .add(file));
        }
        read.forEach(applied::synced);
        EditedObject.of(migration, start, objects).stream()
                .filter(object -> object.isPin()
                        ? remaining.pins()
                        : !remaining.among(List.of(object.file()), migration).isEmpty())
                .forEach(object -> applied.syncing(object.file()).forEach(rules -> applied.compared(rules, object)));
        return applied.problems;
    }

    /** Without the Applications that earlier phases have written. */
    private List<SyncRules> syncing(String file) {
        return scan.syncing(file, migration.spec().argo().repoURL()).stream()
                .filter(rules -> !rules.file().startsWith(migration.spec().git().path() + "/"))
                .toList();
    }

    private void unapplied() {
        unapplied(migration.nodeTemplates().files(), "node-templates and rotate-nodes");
        unapplied(List.copyOf(RemainingEdits.workloads(migration)), "quiesce-workloads and resume-workloads");
    }

    private void unapplied(List<String> files, String phases) {
        for (String file : remaining.among(files, migration)) {
            if (scan.syncing(file, migration.spec().argo().repoURL()).isEmpty() && !generated.perhaps(file)) {
                problems.add(Problem.warning(
                        ErrorCode.FILE_UNAPPLIED,
                        Where.file(file),
                        "no Application of this repository applies this file: what " + phases
                                + " write into it does not reach the cluster by itself",
                        "let an Application that syncs by itself apply it; where something else does, or somebody after"
                                + " each of these commits, answer for it"));
            }
        }
    }

    private void synced(SyncRules rules, List<String> files) {
        String edited = String.join(", ", files);
        rules.skipped()
                .ifPresent(where -> problems.add(Problem.blocker(
                        ErrorCode.APPLICATION_IGNORES,
                        where,
                        rules.owner() + " is one that Argo CD is told to leave alone (skip-reconcile): nothing that the"
                                + " migration writes into " + edited + " would reach the cluster",
                        "take the annotation off")));
        if (!rules.automated() && !isCalicos(rules)) {
            problems.add(Problem.warning(
                    ErrorCode.APPLICATION_MANUAL,
                    rules.policy(),
                    rules.owner() + " does not sync by itself, and the migration edits " + edited
                            + ": the gate of each such phase waits until a person syncs it",
                    "give it syncPolicy.automated, or have somebody at hand"));
        }
    }

    /** What is said of Calico's Application names its phases ({@link ManualSync}). */
    private boolean isCalicos(SyncRules rules) {
        return migration
                .inventory()
                .calico()
                .application()
                .filter(calico ->
                        calico.name().equals(rules.name()) && calico.path().equals(rules.file()))
                .isPresent();
    }

    private void compared(SyncRules rules, EditedObject object) {
        String namespace = object.namespace(rules.namespace());
        for (IgnoredDifference ignored : rules.ignored()) {
            ignored.cover(object.group(), object.kind(), namespace, object.name(), object.fields())
                    .ifPresent(cover ->
                            problems.add(cover.certain() ? ignores(rules, object, cover) : may(object, cover)));
        }
    }

    private static Problem ignores(SyncRules rules, EditedObject object, IgnoredDifference.Cover cover) {
        return Problem.blocker(
                ErrorCode.APPLICATION_IGNORES,
                cover.where(),
                rules.owner() + " ignores " + cover.written() + " of " + object.title()
                        + ": Argo CD would not sync what " + object.writers() + " there (" + object.file() + ")",
                "take it out of ignoreDifferences for the time of the migration"
                        + (object.phases().startsWith("quiesce")
                                ? "; or leave source out of the workload in crossfade.yaml, so that a Job acts"
                                : ""));
    }

    private static Problem may(EditedObject object, IgnoredDifference.Cover cover) {
        return Problem.warning(
                ErrorCode.APPLICATION_IGNORES,
                cover.where(),
                "ignoreDifferences has " + cover.written() + ", which may cover what " + object.writers() + " in "
                        + object.title() + " (" + object.file() + "): Argo CD would not sync it",
                "look at what it covers, and take it out for the time of the migration or answer for it");
    }
}
