package dev.crossfade.core.inventory;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/**
 * One Kubernetes object that a file in Git keeps.
 *
 * @param guarded true where Argo CD would leave the live object when its file goes
 */
public record CalicoObject(String file, String apiVersion, String kind, String name, boolean guarded) {

    /** The document as an object, or nothing where it is none (a comment, an empty document). */
    public static Optional<CalicoObject> of(String file, YamlDocument document) {
        Optional<String> apiVersion = text(document, "apiVersion");
        Optional<String> kind = text(document, "kind");
        Optional<String> name = text(document, "metadata.name");
        return apiVersion.isPresent() && kind.isPresent() && name.isPresent()
                ? Optional.of(new CalicoObject(
                        file, apiVersion.get(), kind.get(), name.get(), SyncOptions.isGuarded(document)))
                : Optional.empty();
    }

    public String kindAndName() {
        return kind + "/" + name;
    }

    private static Optional<String> text(YamlDocument document, String path) {
        return document.get(YamlPath.parse(path))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
