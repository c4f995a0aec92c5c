package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.scan.ManifestFile;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.ArrayList;
import java.util.List;

/** All objects that are kept with Calico's, as they are in effect, and what they take from elsewhere. */
public final class CalicoObjects {

    private CalicoObjects() {}

    /** None for a chart: its objects are not in Git. */
    public static List<RepositoryObject> read(CalicoInventory calico, Tree tree) {
        if (calico.home() instanceof CalicoHome.Kustomized home) {
            return KustomizedObjects.read(home, tree).over(List.of());
        }
        if (calico.home() instanceof CalicoHome.Chart) {
            return List.of();
        }
        List<RepositoryObject> objects = new ArrayList<>();
        calico.files()
                .forEach(file ->
                        objects.addAll(new ManifestFile(file, tree.read(file).orElse("")).objects()));
        return objects;
    }
}
