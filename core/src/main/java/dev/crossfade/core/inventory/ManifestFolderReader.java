package dev.crossfade.core.inventory;

import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a Calico that plain manifests keep. */
record ManifestFolderReader(Input input, CalicoNames names) {

    CalicoReader.@Nullable Found read(CalicoSource.Files source) {
        int before = input.problems().size();
        List<KeptObject> objects = new ArrayList<>();
        for (String path : source.files()) {
            Optional<YamlFile> file = input.parse(path, "spec.calico.source.files");
            file.ifPresent(found -> objects.addAll(new ObjectDocuments(input, found).objects()));
        }
        OwnerReader.FolderOwner owner = OwnerReader.folder(input, source.application());
        if (owner == null || input.problems().size() > before) {
            return null;
        }
        List<String> others = new OwnedFolder(input.tree(), owner, names).others(source.files(), input.problems());
        return new CalicoReader.Found(objects, new CalicoHome.Files(owner.application(), owner.folder(), others));
    }
}
