package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Takes documents of Calico's objects out of the files that keep them; all other documents keep their bytes. */
final class CalicoRemoval {

    private CalicoRemoval() {}

    /** Removes every document that the choice names; a file without a document left goes. */
    static void remove(Workspace workspace, List<String> files, Predicate<CalicoObject> choice) {
        for (String path : files) {
            if (workspace.read(path).isPresent()) {
                workspace.edit(path, file -> without(file, choice));
            }
        }
    }

    private static YamlFile without(YamlFile file, Predicate<CalicoObject> choice) {
        List<Integer> doomed = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            if (CalicoObject.of(file.name(), document).filter(choice).isPresent()) {
                doomed.add(document.index());
            }
        }
        Collections.reverse(doomed);
        YamlFile rest = file;
        for (int index : doomed) {
            rest = rest.removeDocument(index);
        }
        return rest;
    }
}
