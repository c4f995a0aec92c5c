package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
        @Nullable String tagSuffix,
        Where place) {

    private static final Pattern PARTS = Pattern.compile("((?:[^/]*/)*[^:@/]+)(:[^@]*)?(@.*)?");

    private static final YamlPath POD = YamlPath.parse("spec.template.spec");

    static ImageChange of(YamlDocument kustomization, YamlPath entry) {
        String telling = kustomization.get(entry.child("newTag")).isPresent() ? "newTag" : "digest";
        return new ImageChange(
                String.valueOf(kustomization.get(entry.child("name")).orElse("")),
                text(kustomization, entry.child("newName")),
                text(kustomization, entry.child("newTag")),
                text(kustomization, entry.child("digest")),
                text(kustomization, entry.child("tagSuffix")),
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

    /** The name is a pattern, and the parts are told apart as kustomize does it (api/internal/image, api/filters/imagetag). */
    private Optional<String> replaced(String image) {
        Matcher parts = PARTS.matcher(image);
        if (!isMatched(image) || !parts.matches()) {
            return Optional.empty();
        }
        boolean kept = newTag == null && digest == null;
        String tag = kept && parts.group(2) != null ? parts.group(2) : newTag == null ? "" : ":" + newTag;
        String fixed = kept && tagSuffix == null && parts.group(3) != null
                ? parts.group(3)
                : digest == null ? "" : "@" + digest;
        String suffix = kept && tagSuffix != null ? (tag.isEmpty() ? ":" : "") + tagSuffix : "";
        return Optional.of((newName == null ? parts.group(1) : newName) + tag + suffix + fixed);
    }

    private boolean isMatched(String image) {
        try {
            return Pattern.matches(name + "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?", image);
        } catch (PatternSyntaxException noPattern) {
            return false;
        }
    }

    private static @Nullable String text(YamlDocument document, YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.map(String::valueOf).orElse(null);
    }
}
