package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.KustomizedGuards;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.Problem;
import java.util.List;

/** Takes the guards of a kustomized Calico off beforehand, to see whether any would stay. */
final class ReleasedGuards {

    private ReleasedGuards() {}

    static List<Problem> check(Migration migration, Tree start) {
        if (!(migration.inventory().calico().home() instanceof CalicoHome.Kustomized)) {
            return List.of();
        }
        Workspace released = new Workspace(start);
        migration.keeper().release(released);
        return KustomizedGuards.check(migration.inventory().calico(), start, released);
    }
}
