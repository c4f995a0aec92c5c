package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoObjects;
import dev.crossfade.core.inventory.KustomizedObjects;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * The repository's objects for this cluster, with Calico's as they are in effect.
 *
 * @param unread findings about what nobody here can read
 */
record EffectiveObjects(List<RepositoryObject> objects, List<Problem> unread) {

    EffectiveObjects {
        objects = List.copyOf(objects);
        unread = List.copyOf(unread);
    }

    /** @param objects those of the repository for this cluster */
    static EffectiveObjects of(CalicoInventory calico, Tree tree, List<RepositoryObject> objects) {
        List<Problem> unread = new ArrayList<>();
        CalicoObjects.unread(CalicoObjects.read(calico, tree)).forEach(where -> unread.add(elsewhere(where)));
        if (calico.home() instanceof CalicoHome.Kustomized home) {
            KustomizedObjects built = KustomizedObjects.read(home, tree);
            unread.addAll(built.unread());
            return new EffectiveObjects(built.over(objects), unread);
        }
        return new EffectiveObjects(objects, unread);
    }

    private static Problem elsewhere(Where where) {
        return Problem.warning(
                ErrorCode.CALICO_UNREAD,
                where,
                "calico-node takes its environment from what is not kept with it, so the plan does not know what is in effect",
                "look at it in the cluster (kubectl -n kube-system exec ds/calico-node -c calico-node -- env), compare it with"
                        + " docs/clusters.md, and answer for it; or keep the ConfigMap under spec.calico.source");
    }
}
