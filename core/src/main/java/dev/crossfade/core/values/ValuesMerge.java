package dev.crossfade.core.values;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.TypedValue;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges values files as {@code helm -f a -f b} does: maps deep, everything else replaced, null kept between files. The
 * result is the first file's text, edited only where a later file says something else.
 */
public final class ValuesMerge {

    private ValuesMerge() {}

    public static YamlFile merge(List<YamlFile> files) {
        return merge(files, path -> null);
    }

    /**
     * @param marks comment for a topmost key that the merge changes, without "# ", or null for none
     * @throws CrossfadeException SPEC_WRONG_TYPE where a file's root is no map, YAML_NOT_EDITABLE where the first file
     *     cannot be edited safely, INTERNAL where the result would not read as the typed merge
     */
    public static YamlFile merge(List<YamlFile> files, Function<YamlPath, @Nullable String> marks) {
        YamlFile result = files.get(0);
        Map<String, @Nullable Object> expected = root(result);
        for (YamlFile later : files.subList(1, files.size())) {
            Map<String, @Nullable Object> values = root(later);
            expected = typed(expected, values);
            result = apply(result, new YamlPath(List.of()), values, marks);
        }
        if (!TypedValue.same(root(result), expected)) {
            throw new CrossfadeException(
                    ErrorCode.INTERNAL,
                    Where.file(result.name()),
                    "the merge does not read as its typed result, nothing was written",
                    "report this with the files");
        }
        return result;
    }

    /** What Helm makes of these files, the last one winning. */
    public static Map<String, @Nullable Object> typed(List<YamlFile> files) {
        Map<String, @Nullable Object> merged = Map.of();
        for (YamlFile file : files) {
            merged = typed(merged, root(file));
        }
        return merged;
    }

    /** Helm's merge on plain values. */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> typed(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>(first);
        second.forEach((key, value) -> {
            boolean deep = value instanceof Map && merged.get(key) instanceof Map;
            merged.put(
                    key,
                    deep
                            ? typed(
                                    (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(merged.get(key)),
                                    (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(value))
                            : value);
        });
        return merged;
    }

    @SuppressWarnings("unchecked")
    private static YamlFile apply(
            YamlFile file,
            YamlPath at,
            Map<String, @Nullable Object> values,
            Function<YamlPath, @Nullable String> marks) {
        YamlFile edited = file;
        for (Map.Entry<String, @Nullable Object> entry : values.entrySet()) {
            YamlPath path = at.child(entry.getKey());
            Object value = entry.getValue();
            Map<String, @Nullable Object> here = holder(edited, at);
            boolean present = here.containsKey(entry.getKey());
            Object former = here.get(entry.getKey());
            if (value instanceof Map && former instanceof Map) {
                edited = apply(edited, path, (Map<String, @Nullable Object>) value, marks);
            } else if (!present || !TypedValue.same(former, value)) {
                edited = edited.set(index(edited), path, value, marks.apply(path));
            }
        }
        return edited;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> holder(YamlFile file, YamlPath at) {
        Object found = file.documents().stream()
                .findFirst()
                .flatMap(document -> document.get(at))
                .orElse(null);
        return found instanceof Map ? (Map<String, @Nullable Object>) found : Map.of();
    }

    private static int index(YamlFile file) {
        return file.documents().isEmpty() ? 0 : file.documents().get(0).index();
    }

    /** Helm reads the first document only. */
    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> root(YamlFile file) {
        if (file.documents().isEmpty()) {
            return Map.of();
        }
        YamlDocument document = file.documents().get(0);
        if (document.root() instanceof Map) {
            return (Map<String, @Nullable Object>) document.root();
        }
        throw new CrossfadeException(
                ErrorCode.SPEC_WRONG_TYPE,
                document.where(new YamlPath(List.of())),
                file.name() + " is no values file: its root is no map",
                "write keys and values");
    }
}
