package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.InventoryReader;
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

    public static Plan plan(MigrationSpec spec, Tree start, Templates templates) {
        refuse(SupportedFlavours.check(spec));
        Migration migration = new Migration(spec, InventoryReader.read(spec, start), templates);
        refuse(Separation.check(migration, start));
        refuse(ValueConflicts.check(migration, start));
        List<Problem> findings = Stream.concat(
                        UnnamedObjects.check(migration).stream(), ManualSync.check(migration).stream())
                .map(finding -> Acknowledgements.apply(finding, spec.acknowledged()))
                .toList();
        Plan plan = Plan.of(migration, findings);
        refuse(NamedPhases.check(plan));
        return plan;
    }

    /** Every file of the customer's that a plan reads; none where the specification is of a kind that has no plan yet. */
    public static List<String> inputs(MigrationSpec spec) {
        refuse(SupportedFlavours.check(spec));
        return InventoryReader.inputs(spec);
    }

    private static void refuse(List<Problem> problems) {
        if (problems.stream().anyMatch(Problem::isBlocker)) {
            throw new CrossfadeException(problems);
        }
    }
}
