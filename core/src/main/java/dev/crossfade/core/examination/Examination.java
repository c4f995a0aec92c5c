package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.ForeignSigns;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the files that a migration starts from say against its plan, and what people should know of them. */
public final class Examination {

    private static final Set<ErrorCode> ASKED_ANEW =
            Set.of(ErrorCode.WORKLOAD_AUTOSCALED, ErrorCode.NODE_TEMPLATE_UNNAMED);

    private final Beginning beginning;
    private final List<Problem> around;
    private final List<Problem> both;
    private final List<Problem> refusing;
    private final List<Problem> telling;

    /**
     * @param around what the migration shares with others, and who applies what it edits; asked again of a later tree
     * @param both checks that refuse or tell, as each problem's severity says
     * @param refusing checks that only refuse
     * @param telling checks that only tell
     */
    private Examination(
            Beginning beginning,
            List<Problem> around,
            List<Problem> both,
            List<Problem> refusing,
            List<Problem> telling) {
        this.beginning = beginning;
        this.around = around;
        this.both = both;
        this.refusing = refusing;
        this.telling = telling;
    }

    /**
     * What a migration starts from.
     *
     * @param file the specification's own file
     * @param scan of the tree
     */
    private record Beginning(
            String file, Migration migration, Tree tree, RepositoryScan scan, EffectiveObjects effective) {

        List<Problem> around(Later later) {
            return flat(List.of(
                    Separation.check(file, migration, later),
                    LinkedFiles.check(file, migration, later),
                    SharedBases.check(file, migration, tree, later.scan(), later.remaining()),
                    // after the last phase the Application of Cilium's is anybody's to move
                    later.remaining().isEmpty()
                            ? List.of()
                            : OtherCiliums.check(file, migration, scan, later.tree(), later.scan()),
                    AppliedFiles.check(migration, tree, later.scan(), effective.objects(), later.remaining())));
        }
    }

    public static Examination of(
            String file, Migration migration, Tree start, RepositoryScan scan, List<RepositoryObject> objects) {
        EffectiveObjects effective = EffectiveObjects.of(migration.inventory().calico(), start, objects);
        Beginning beginning = new Beginning(file, migration, start, scan, effective);
        List<CalicoPools.Pool> pools = CalicoPools.of(migration, start, effective);
        Later now = new Later(start, scan, RemainingEdits.all());
        return new Examination(
                beginning,
                beginning.around(now),
                flat(List.of(
                        ForeignSigns.check(
                                effective.objects(), migration.inventory().calico(), scan.users()),
                        PoolFindings.check(migration.spec(), pools),
                        TemplateConflicts.check(migration, start))),
                refusals(beginning, now, pools),
                flat(List.of(
                        UnnamedObjects.check(migration),
                        CalicoElsewhere.check(file, migration, scan, effective.objects()),
                        ChartName.check(migration.spec()),
                        ManualSync.check(migration),
                        AutoscaledWorkloads.check(
                                migration.spec(), scan.appliers(file, migration.spec()), effective.objects()),
                        ApplicationReach.check(migration, scan),
                        PolicyFindings.check(migration, Settings.of(migration.spec(), start), effective.objects()),
                        UnnamedTemplates.check(migration, objects, scan),
                        RepositoryFindings.check(Settings.of(migration.spec(), start), effective.objects()),
                        Ipv6Support.check(effective),
                        effective.unread(),
                        PatchedFacts.check(file, migration, start, scan, effective.objects()),
                        CalicoVersion.check(migration, start, effective.objects()))));
    }

    /** What no plan can be made for, whatever a person says. */
    private static List<Problem> refusals(Beginning beginning, Later now, List<CalicoPools.Pool> pools) {
        Migration migration = beginning.migration();
        Tree start = now.tree();
        return flat(List.of(
                CalicoOwner.check(
                        migration.spec(),
                        start,
                        migration.inventory().calico().home().application()),
                CalicoPolicies.undeclared(
                        beginning.file(),
                        migration,
                        now.scan(),
                        beginning.effective().objects()),
                ValueConflicts.check(migration, start),
                OverriddenFiles.check(beginning.file(), migration, start, now.scan(), now.remaining()),
                OtherSources.check(migration, start, now.remaining()),
                ReleasedGuards.check(migration, start),
                OtherClusters.check(migration, start, now.scan()),
                TunnelPorts.check(migration, beginning.effective(), pools)));
    }

    /**
     * A tree on which phases stand already.
     *
     * @param remaining what those to come edit
     */
    public record Later(Tree tree, RepositoryScan scan, RemainingEdits remaining) {}

    /** What people have changed since the migration began, as it meets the phases that are left. */
    public List<Problem> later(Later later) {
        String file = beginning.file();
        Migration migration = beginning.migration();
        return flat(List.of(
                beginning.around(later),
                ValueConflicts.check(migration, later.tree()),
                ProjectNamespaces.check(migration, later.tree()),
                OverriddenFiles.check(file, migration, later.tree(), later.scan(), later.remaining()),
                LaterWorkloads.check(migration, later.tree(), later.remaining()),
                OtherSources.check(migration, later.tree(), later.remaining()),
                come(later)));
    }

    /** What has come since, and would have been refused or told at the start. */
    private List<Problem> come(Later later) {
        String file = beginning.file();
        Migration migration = beginning.migration();
        Tree tree = later.tree();
        List<RepositoryObject> objects = later.scan().objects(file, migration.spec());
        List<Problem> come = new ArrayList<>();
        if (later.remaining().hasCalico()) {
            EffectiveObjects effective =
                    EffectiveObjects.of(migration.inventory().calico(), tree, objects);
            come.addAll(LaterCalico.check(migration, tree, later.remaining()));
            come.addAll(CalicoPolicies.undeclared(file, migration, later.scan(), effective.objects()));
            come.addAll(CalicoVersion.check(migration, tree, effective.objects()));
            come.addAll(RepositoryFindings.check(Settings.of(migration.spec(), tree), effective.objects()));
            come.addAll(ReleasedGuards.check(migration, tree));
        }
        if (later.remaining().hasWorkloads()) {
            come.addAll(AutoscaledWorkloads.check(
                    migration.spec(), later.scan().appliers(file, migration.spec()), objects));
        }
        if (later.remaining().hasNodes()) {
            come.addAll(OtherClusters.check(migration, tree, later.scan()));
            come.addAll(UnnamedTemplates.check(
                    migration,
                    UnnamedTemplates.Kept.of(objects, later.scan()),
                    UnnamedTemplates.Kept.of(beginning.scan().objects(file, migration.spec()), beginning.scan())));
        }
        return come;
    }

    public List<Problem> around() {
        return around;
    }

    public List<Problem> refusals() {
        return flat(List.of(both, around.stream().filter(Problem::isBlocker).toList(), refusing));
    }

    public List<Problem> findings() {
        return flat(List.of(both, telling));
    }

    /** Those that hold of the start for good; the rest is asked of every later tree anew, and ends with its cause. */
    public List<Problem> lasting() {
        return findings().stream()
                .filter(finding -> !ASKED_ANEW.contains(finding.code()))
                .toList();
    }

    private static List<Problem> flat(List<List<Problem>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
