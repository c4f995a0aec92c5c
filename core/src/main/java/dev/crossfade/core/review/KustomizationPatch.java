package dev.crossfade.core.review;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a patch that joins or leaves a kustomization does to an object of the cluster. */
final class KustomizationPatch {

    private KustomizationPatch() {}

    /** Nothing where the field is no patch in YAML that names its object. */
    static Optional<ObjectChange> of(FieldChange field) {
        boolean joins = field.before() == null;
        Optional<Map<?, ?>> patch = text(joins ? field.after() : field.before()).flatMap(KustomizationPatch::root);
        if (!field.path().equals("patches") || patch.isEmpty()) {
            return Optional.empty();
        }
        return ObjectKey.of(patch.get()).map(key -> {
            if ("delete".equals(patch.get().get("$patch"))) {
                return new ObjectChange(
                        key, joins ? ObjectChange.Kind.REMOVED : ObjectChange.Kind.ADDED, List.of(), "");
            }
            List<FieldChange> fields =
                    joins ? FieldDiff.of(null, said(patch.get())) : FieldDiff.of(said(patch.get()), null);
            return new ObjectChange(key, ObjectChange.Kind.CHANGED, ObjectDiff.hidden(key, fields), "");
        });
    }

    private static Optional<String> text(@Nullable Object item) {
        return item instanceof Map<?, ?> map && map.get("patch") instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    private static Optional<Map<?, ?>> root(String text) {
        try {
            List<YamlDocument> documents = YamlFile.parse("patch", text).documents();
            return documents.size() == 1 && documents.get(0).root() instanceof Map<?, ?> map
                    ? Optional.of(map)
                    : Optional.empty();
        } catch (CrossfadeException unreadable) {
            // a patch in another form is shown as the text that it is
            return Optional.empty();
        }
    }

    /** Without what only says which object is meant. */
    private static Map<String, Object> said(Map<?, ?> patch) {
        Map<String, Object> said = new LinkedHashMap<>();
        patch.forEach((key, value) -> {
            if (key.equals("metadata") && value instanceof Map<?, ?> metadata) {
                Map<Object, Object> rest = new LinkedHashMap<>(metadata);
                rest.remove("name");
                rest.remove("namespace");
                if (!rest.isEmpty()) {
                    said.put("metadata", rest);
                }
            } else if (!key.equals("apiVersion") && !key.equals("kind") && value != null) {
                said.put(String.valueOf(key), value);
            }
        });
        return said;
    }
}
