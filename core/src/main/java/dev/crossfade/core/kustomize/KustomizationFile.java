package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What one kustomization does to the objects of its resources, in kustomize's own order: patchesStrategicMerge, patches,
 * commonAnnotations, patchesJson6902, images (kustomize api/internal/target/kusttarget_configplugin.go).
 */
public final class KustomizationFile {

    /** Fields by which any object may become another one, and which are not read. */
    private static final List<String> UNREAD = List.of("vars", "openapi", "configurations");

    private final List<Patch> patches = new ArrayList<>();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Patch> late = new ArrayList<>();
    private final List<ImageChange> images = new ArrayList<>();
    private final List<Influence> influences = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Something that changes an object in a way that is not read. */
    private record Influence(PatchTarget target, String what, Where where) {}

    /** One of {@code commonAnnotations}, which replaces what an object says. */
    private record Annotation(String key, Object value, Where where) {}

    /**
     * An object behind a kustomization.
     *
     * @param document nothing where a patch deletes it
     * @param touched true where a patch is, or may be, for it
     * @param unread what may have changed it in a way that is not known here, and where that stands
     */
    public record Result(Optional<YamlDocument> document, boolean touched, List<Unread> unread) {
        public Result {
            unread = List.copyOf(unread);
        }
    }

    /** What is not known of an object: why, and where that stands. */
    public record Unread(String why, Where where) {}

    private KustomizationFile() {}

    /** @param texts a path from the repository's root to the file's text */
    public static KustomizationFile read(YamlFile file, Function<String, Optional<String>> texts) {
        KustomizationFile read = new KustomizationFile();
        for (YamlDocument document : file.documents()) {
            PatchReader reader = new PatchReader(document, new YamlPath(List.of()), file.name(), texts, read.problems);
            read.patches.addAll(reader.read("patchesStrategicMerge"));
            read.patches.addAll(reader.read("patches"));
            read.annotations(document);
            read.late.addAll(reader.read("patchesJson6902"));
            items(document, "images").forEach(entry -> read.images.add(ImageChange.of(document, entry)));
            read.influences(document);
        }
        return read;
    }

    /** Patches that are not there, or do not read. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public Result apply(YamlDocument object) {
        List<Unread> unread = new ArrayList<>();
        Optional<YamlDocument> patched = Optional.of(object);
        boolean touched = false;
        for (Patch patch : patches) {
            if (patched.isPresent() && patch.target().match(object) != PatchTarget.Match.NO) {
                touched = true;
                patched = apply(patch, patched.get(), unread);
            }
        }
        for (Annotation each : annotations) {
            patched = patched.map(document ->
                    document.patched(YamlPath.of("metadata", "annotations", each.key()), each.value(), each.where()));
        }
        for (Patch patch : late) {
            if (patched.isPresent() && patch.target().match(object) != PatchTarget.Match.NO) {
                touched = true;
                patched = apply(patch, patched.get(), unread);
            }
        }
        for (Influence influence : influences) {
            if (influence.target().match(object) != PatchTarget.Match.NO) {
                touched = true;
                unread.add(new Unread(influence.what(), influence.where()));
            }
        }
        for (ImageChange image : images) {
            patched = patched.map(image::apply);
        }
        return new Result(patched, touched, unread);
    }

    /** Where a patch for this object stands that comes behind all of {@code patches}. */
    public Optional<Where> late(YamlDocument object) {
        return late.stream()
                .filter(patch -> patch.target().match(object) != PatchTarget.Match.NO)
                .map(Patch::where)
                .findFirst();
    }

    private static Optional<YamlDocument> apply(Patch patch, YamlDocument object, List<Unread> unread) {
        try {
            return patch.apply(object);
        } catch (UnreadablePatchException unreadable) {
            unread.add(new Unread(unreadable.what(), patch.where()));
            return Optional.of(object);
        }
    }

    private void annotations(YamlDocument document) {
        YamlPath field = YamlPath.of("commonAnnotations");
        if (document.get(field).orElse(null) instanceof Map<?, ?> common) {
            common.forEach((key, value) -> annotations.add(new Annotation(
                    String.valueOf(key), String.valueOf(value), document.where(field.child(String.valueOf(key))))));
        }
    }

    private void influences(YamlDocument document) {
        for (String field : UNREAD) {
            if (document.get(YamlPath.of(field)).isPresent()) {
                influences.add(new Influence(
                        PatchTarget.of(Map.of()), field + " of the kustomization", document.where(YamlPath.of(field))));
            }
        }
        for (YamlPath entry : items(document, "replacements")) {
            Object targets = document.get(entry.child("targets")).orElse(null);
            if (targets instanceof List<?> list) {
                list.forEach(target ->
                        influences.add(new Influence(selector(target), "a replacement", document.where(entry))));
            } else {
                influences.add(new Influence(PatchTarget.of(Map.of()), "a replacement", document.where(entry)));
            }
        }
        generated(document, "configMapGenerator", "ConfigMap");
        generated(document, "secretGenerator", "Secret");
    }

    private static PatchTarget selector(Object target) {
        Object select = target instanceof Map<?, ?> map ? map.get("select") : null;
        return PatchTarget.of(select instanceof Map<?, ?> fields ? fields : Map.of());
    }

    /** behavior merge and replace change an object that is there (kubectl.docs.kubernetes.io, "configMapGenerator"). */
    private void generated(YamlDocument document, String field, String kind) {
        for (YamlPath entry : items(document, field)) {
            Object behavior = document.get(entry.child("behavior")).orElse("create");
            if (!behavior.equals("create")) {
                String name = String.valueOf(document.get(entry.child("name")).orElse(""));
                influences.add(new Influence(
                        PatchTarget.of(Map.of("kind", kind, "name", java.util.regex.Pattern.quote(name))),
                        field + " with behavior " + behavior,
                        document.where(entry)));
            }
        }
    }

    private static List<YamlPath> items(YamlDocument document, String field) {
        List<YamlPath> items = new ArrayList<>();
        if (document.get(YamlPath.of(field)).orElse(null) instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                items.add(YamlPath.of(field, i));
            }
        }
        return items;
    }
}
