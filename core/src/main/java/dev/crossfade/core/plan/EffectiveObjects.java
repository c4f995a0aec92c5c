package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.KustomizedObjects;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
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
        if (calico.home() instanceof CalicoHome.Kustomized home) {
            KustomizedObjects built = KustomizedObjects.read(home, tree);
            return new EffectiveObjects(built.over(objects), built.unread());
        }
        return new EffectiveObjects(objects, List.of());
    }
}
