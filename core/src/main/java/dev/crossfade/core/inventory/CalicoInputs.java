package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.spec.CalicoSource;
import java.util.ArrayList;
import java.util.List;

/** The files that a source of Calico is read from. */
final class CalicoInputs {

    private CalicoInputs() {}

    static List<String> of(CalicoSource source, Tree tree) {
        if (source instanceof CalicoSource.Files files) {
            List<String> inputs = new ArrayList<>(files.files());
            inputs.add(files.application().file());
            return inputs;
        }
        if (source instanceof CalicoSource.ValuesFile values) {
            return List.of(values.valuesFile(), values.application().file());
        }
        if (source instanceof CalicoSource.Kustomization kustomization) {
            String folder = kustomization.kustomization() + "/";
            List<String> inputs = new ArrayList<>(tree.list(kustomization.kustomization()));
            inputs.removeIf(file -> file.indexOf('/', folder.length()) >= 0);
            inputs.add(kustomization.application().file());
            return inputs;
        }
        return List.copyOf(tree.list(((CalicoSource.Live) source).live()));
    }
}
