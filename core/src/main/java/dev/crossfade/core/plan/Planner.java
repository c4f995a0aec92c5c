package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.EarlyDaemonSets;
import dev.crossfade.core.inventory.Inventory;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.inventory.PolicyReader;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.inventory.RepositoryScan;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.Acknowledgements;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.stream.Stream;

/** Makes the plan from a specification and the tree that the migration starts from, or says everything that forbids it. */
public final class Planner {

    private Planner() {}

    /**
     * @param file the specification's own file
     * @param start the tree before the migration's first phase
     * @param base the tree that the next phase goes on
     */
    public static Plan plan(String file, MigrationSpec spec, Tree start, Tree base, Templates templates) {
        refuse(ScalableWorkloads.check(spec));
        RepositoryScan scan = RepositoryScan.of(start);
        RepositoryScan now = start == base ? scan : RepositoryScan.of(base);
        List<Problem> neighbours = Neighbours.check(file, spec, base, now.others(file));
        refuse(neighbours);
        List<RepositoryObject> objects = scan.objects(file, spec);
        refuse(CalicoPolicies.check(spec, objects));
        Inventory inventory = InventoryReader.read(spec, start)
                .with(EarlyDaemonSets.among(objects, scan.readers(), spec), PolicyReader.ranges(spec, objects));
        Migration migration = new Migration(spec, inventory, templates);
        refuse(Separation.check(file, migration, start, scan.readers()));
        refuse(ValueConflicts.check(migration, start));
        Plan plan = Plan.of(migration);
        refuse(NamedPhases.check(plan));
        List<Problem> changed = ChangedPlan.check(plan, base);
        refuse(changed);
        if (start != base) {
            // what people have changed since the migration began meets the phases that are left
            refuse(Separation.check(file, migration, base, now.readers()));
            refuse(ValueConflicts.check(migration, base));
        }
        List<Problem> templateFindings = TemplateConflicts.check(migration, start);
        refuse(templateFindings);
        List<Problem> findings = Stream.of(
                        changed,
                        neighbours,
                        now.unreadable(file, spec),
                        UnnamedObjects.check(migration),
                        ManualSync.check(migration),
                        ApplicationReach.check(migration, scan.readers()),
                        PolicyFindings.check(migration, objects),
                        templateFindings,
                        RepositoryFindings.check(Settings.of(spec, start), objects))
                .flatMap(List::stream)
                .map(finding -> Acknowledgements.apply(finding, spec.acknowledged()))
                .toList();
        return plan.with(findings);
    }

    /** Every file of the customer's that a plan reads; none where the specification is of a kind that has no plan yet. */
    public static List<String> inputs(MigrationSpec spec, Tree base) {
        refuse(ScalableWorkloads.check(spec));
        return InventoryReader.inputs(spec, base);
    }

    private static void refuse(List<Problem> problems) {
        if (problems.stream().anyMatch(Problem::isBlocker)) {
            throw new CrossfadeException(problems);
        }
    }
}
