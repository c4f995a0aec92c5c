package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.ForeignSigns;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;

/**
 * What the files that a migration starts from say against its plan, and what people should know of them.
 *
 * @param separation what the migration shares with others; asked again of a later tree
 * @param both checks that refuse or tell, as each problem's severity says
 * @param refusing checks that only refuse
 * @param telling checks that only tell
 */
public record Examination(List<Problem> separation, List<Problem> both, List<Problem> refusing, List<Problem> telling) {

    public static Examination of(
            String file, Migration migration, Tree start, RepositoryScan scan, List<RepositoryObject> objects) {
        EffectiveObjects effective = EffectiveObjects.of(migration.inventory().calico(), start, objects);
        List<CalicoPools.Pool> pools = CalicoPools.of(migration, start, effective);
        List<Problem> applied = AppliedFiles.check(migration, start, scan, effective.objects());
        return new Examination(
                Separation.check(file, migration, start, scan),
                flat(List.of(
                        ForeignSigns.check(
                                effective.objects(), migration.inventory().calico(), scan.readers()),
                        PoolFindings.check(migration.spec(), pools),
                        TemplateConflicts.check(migration, start),
                        OtherCiliums.check(file, migration, start, scan))),
                flat(List.of(
                        CalicoOwner.check(
                                migration.spec(),
                                start,
                                migration.inventory().calico().home().application()),
                        ValueConflicts.check(migration, start),
                        OverriddenFiles.check(file, migration, start, scan),
                        applied.stream().filter(Problem::isBlocker).toList(),
                        ReleasedGuards.check(migration, start),
                        TunnelPorts.check(migration, effective, pools))),
                flat(List.of(
                        UnnamedObjects.check(migration),
                        ManualSync.check(migration),
                        applied.stream().filter(problem -> !problem.isBlocker()).toList(),
                        ApplicationReach.check(migration, scan.readers()),
                        PolicyFindings.check(migration, effective.objects()),
                        UnnamedTemplates.check(migration, objects, scan.machines()),
                        RepositoryFindings.check(Settings.of(migration.spec(), start), effective.objects()),
                        Ipv6Support.check(effective),
                        effective.unread(),
                        PatchedFacts.check(file, migration, start, scan, effective.objects()),
                        CalicoVersion.check(migration, effective.objects()))));
    }

    public List<Problem> refusals() {
        return flat(List.of(both, separation, refusing));
    }

    public List<Problem> findings() {
        return flat(List.of(both, telling));
    }

    private static List<Problem> flat(List<List<Problem>> lists) {
        return lists.stream().flatMap(List::stream).toList();
    }
}
