package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code images} in a kustomization (kubectl.docs.kubernetes.io, "images").
 *
 * @param place the new tag or digest, or the entry
 */
record ImageChange(
        String name,
        @Nullable String newName,
        @Nullable String newTag,
        @Nullable String digest,
        Where place) {

    private static final YamlPath POD = YamlPath.parse("spec.template.spec");

    static ImageChange of(YamlDocument kustomization, YamlPath entry) {
        String telling = kustomization.get(entry.child("newTag")).isPresent() ? "newTag" : "digest";
        return new ImageChange(
                String.valueOf(kustomization.get(entry.child("name")).orElse("")),
                text(kustomization, entry.child("newName")),
                text(kustomization, entry.child("newTag")),
                text(kustomization, entry.child("digest")),
                kustomization.where(entry.child(telling)));
    }

    YamlDocument apply(YamlDocument object) {
        YamlDocument changed = object;
        for (String list : List.of("initContainers", "containers")) {
            Object containers = changed.get(POD.child(list)).orElse(List.of());
            for (int i = 0; containers instanceof List<?> items && i < items.size(); i++) {
                YamlPath path = POD.child(list).child(i).child("image");
                Optional<String> image = changed.get(path).map(String::valueOf).flatMap(this::replaced);
                changed = image.isPresent() ? changed.patched(path, image.get(), place) : changed;
            }
        }
        return changed;
    }

    private Optional<String> replaced(String image) {
        String untagged = image.replaceFirst("@.*", "").replaceFirst(":[^:/]*$", "");
        if (!untagged.equals(name)) {
            return Optional.empty();
        }
        String base = newName == null ? untagged : newName;
        if (digest != null) {
            return Optional.of(base + "@" + digest);
        }
        return Optional.of(newTag == null ? base + image.substring(untagged.length()) : base + ":" + newTag);
    }

    private static @Nullable String text(YamlDocument document, YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.map(String::valueOf).orElse(null);
    }
}
