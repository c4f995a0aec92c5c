package dev.crossfade.core.plan;

import dev.crossfade.core.examination.CalicoPolicies;
import dev.crossfade.core.examination.Examination;
import dev.crossfade.core.examination.GeneratedOwner;
import dev.crossfade.core.examination.KubectlImage;
import dev.crossfade.core.examination.Neighbours;
import dev.crossfade.core.examination.RemainingEdits;
import dev.crossfade.core.examination.ScalableWorkloads;
import dev.crossfade.core.inventory.EarlyDaemonSets;
import dev.crossfade.core.inventory.Inventory;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.inventory.NativeCrds;
import dev.crossfade.core.inventory.PolicyReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.Acknowledgements;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes the plan from a specification and the tree that the migration starts from, or says what forbids it: all at once that
 * does not rest on one another.
 */
public final class Planner {

    private Planner() {}

    /**
     * @param file the specification's own file
     * @param start the tree before the migration's first phase
     * @param base the tree that the next phase goes on
     */
    public static Plan plan(String file, MigrationSpec spec, Tree start, Tree base, Templates templates) {
        return plan(file, spec, start, base, templates, problem -> false);
    }

    /**
     * The same for those who look where a migration stands.
     *
     * @param told blockers that are findings of the plan and do not forbid it
     */
    public static Plan plan(
            String file, MigrationSpec spec, Tree start, Tree base, Templates templates, Predicate<Problem> told) {
        RepositoryScan scan = RepositoryScan.of(start);
        RepositoryScan now = start == base ? scan : RepositoryScan.of(base);
        List<Problem> neighbours = Neighbours.check(file, spec, base, now.others(file));
        List<RepositoryObject> objects = scan.objects(file, spec);
        Inventory read = inventory(spec, start, scan, beforehand(spec, neighbours, objects), start != base);
        NativeCrds crds = NativeCrds.of(file, spec, read.calico(), scan);
        Inventory inventory = read.with(
                EarlyDaemonSets.among(objects, scan.appliers(file, spec), spec),
                PolicyReader.ranges(spec, objects),
                crds,
                scan.unhealed(spec));
        Migration migration = new Migration(spec, inventory, templates);
        Plan plan = Plan.of(migration);
        Examination examination = Examination.of(file, migration, start, scan, objects);
        refuse(all(spec, List.of(examination.refusals(), NamedPhases.check(plan))));
        List<Problem> changed = all(spec, List.of(AutoMerges.check(spec), ChangedPlan.check(plan, base)));
        refuse(changed);
        List<Problem> around = examination.around();
        List<Problem> findings = start == base ? examination.findings() : examination.lasting();
        if (start != base) {
            Examination.Later later = new Examination.Later(base, now, new RemainingEdits(plan.rowsAfter(base)));
            around = all(
                    spec,
                    List.of(
                            LostChanges.check(plan, start, base),
                            CascadingApplications.check(plan.migration().layout(), base),
                            unknown(examination.later(later), findings)));
            refuse(around.stream().filter(told.negate()).toList());
        }
        return plan.with(
                all(spec, List.of(changed, neighbours, now.unreadable(file, spec), crds.problems(), findings, around)));
    }

    /** What is said of the start already is not said of the base again. */
    private static List<Problem> unknown(List<Problem> problems, List<Problem> known) {
        return problems.stream()
                .filter(problem -> known.stream().noneMatch(problem::saysTheSame))
                .toList();
    }

    /** What forbids a plan whatever Calico is kept in. */
    private static List<Problem> beforehand(
            MigrationSpec spec, List<Problem> neighbours, List<RepositoryObject> objects) {
        return all(
                spec,
                List.of(
                        ScalableWorkloads.check(spec),
                        KubectlImage.check(spec),
                        neighbours,
                        CalicoPolicies.check(spec, objects)));
    }

    /**
     * Every file of the customer's that a plan reads.
     *
     * @throws CrossfadeException INPUT_NOT_FOUND for those that are symbolic links, or lie behind one
     */
    public static List<String> inputs(MigrationSpec spec, Tree base) {
        refuse(InventoryReader.linked(spec, base));
        return InventoryReader.inputs(spec, base);
    }

    /** What forbids a plan whatever the inventory is, and what the inventory lacks, in one refusal. */
    private static Inventory inventory(
            MigrationSpec spec, Tree start, RepositoryScan scan, List<Problem> problems, boolean begun) {
        Inventory inventory;
        try {
            inventory = InventoryReader.read(spec, start);
        } catch (CrossfadeException refused) {
            List<Problem> lacks = GeneratedOwner.instead(refused.problems(), spec, scan).stream()
                    .map(problem -> begun ? ofTheStart(problem) : problem)
                    .toList();
            throw refused.with(all(spec, List.of(problems, lacks)));
        }
        refuse(problems);
        return inventory;
    }

    /** No commit can change what the files were before the first phase. */
    private static Problem ofTheStart(Problem problem) {
        return new Problem(
                problem.code(),
                problem.severity(),
                problem.where(),
                problem.message() + " (in the commit before the first phase, from which the plan is made)",
                "undo what changed in crossfade.yaml since then, until hand-over; or go on with the release of Crossfade that"
                        + " made the plan");
    }

    /** Answers apply in a refusal, too. */
    private static List<Problem> all(MigrationSpec spec, List<List<Problem>> problems) {
        return problems.stream()
                .flatMap(List::stream)
                .map(finding -> Acknowledgements.apply(finding, spec.acknowledged()))
                .toList();
    }

    private static void refuse(List<Problem> problems) {
        if (problems.stream().anyMatch(Problem::isBlocker)) {
            throw new CrossfadeException(problems);
        }
    }
}
