package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One patch of a kustomization.
 *
 * @param body a map to merge, or a list of JSON patch operations
 * @param renames true where it may change what an object is called
 */
record Patch(PatchTarget target, Object body, boolean renames, Where where) {

    /**
     * The object as the patch leaves it; nothing where it deletes it.
     *
     * @throws UnreadablePatchException where that is not known
     */
    Optional<YamlDocument> apply(YamlDocument object) {
        if (target.match(object) == PatchTarget.Match.MAYBE) {
            throw new UnreadablePatchException("labels or annotations choose its objects");
        }
        if (renames) {
            throw new UnreadablePatchException("it may change names or kinds");
        }
        if (body instanceof List<?> operations) {
            return Optional.ofNullable(JsonPatch.apply(object.root(), operations))
                    .map(root -> object.patched(root, where));
        }
        return new StrategicMerge(isBuiltIn(object))
                .merge(object.root(), nameless())
                .map(root -> object.patched(root, where));
    }

    /** What a selector has chosen keeps its own name, whatever the patch is called (seen with kustomize 5.5). */
    private Map<?, ?> nameless() {
        Map<Object, Object> patch = new LinkedHashMap<>((Map<?, ?>) body);
        patch.remove("apiVersion");
        patch.remove("kind");
        if (patch.get("metadata") instanceof Map<?, ?> metadata) {
            Map<Object, Object> rest = new LinkedHashMap<>(metadata);
            rest.remove("name");
            rest.remove("namespace");
            patch.put("metadata", rest);
        }
        return patch;
    }

    private static boolean isBuiltIn(YamlDocument object) {
        String apiVersion = String.valueOf(object.get(YamlPath.of("apiVersion")).orElse(""));
        return !apiVersion.contains(".");
    }
}
