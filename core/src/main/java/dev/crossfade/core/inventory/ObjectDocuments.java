package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;

/** The objects of a file that phases edit: each has to be a document of its own, because documents are what they take out. */
record ObjectDocuments(Input input, YamlFile file) {

    List<KeptObject> objects() {
        List<KeptObject> objects = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            String kind = String.valueOf(document.get(YamlPath.of("kind")).orElse(""));
            if (kind.endsWith("List") && document.get(YamlPath.of("items")).isPresent()) {
                input.block(
                        ErrorCode.FLAVOUR_UNSUPPORTED,
                        document.where(YamlPath.of("kind")),
                        "the objects of a " + kind + " share one document, and no phase could take one of them out",
                        "write each item as a document of its own, with --- between them");
            }
            DeclaredObject.of(file.name(), document).ifPresent(object -> objects.add(new KeptObject(object, document)));
        }
        return objects;
    }
}
