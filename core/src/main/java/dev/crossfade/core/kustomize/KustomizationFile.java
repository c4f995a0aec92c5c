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

/**
 * What one kustomization does to the objects of its resources, in kustomize's own order: patchesStrategicMerge, patches,
 * namespace, commonAnnotations, patchesJson6902, images (kustomize api/internal/target/kusttarget_configplugin.go).
 */
public final class KustomizationFile {

    /** What kustomize calls its file, in the order in which it looks (kustomize api/konfig/general.go). */
    public static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

    /** Fields by which any object may become another one, and which are not read. */
    private static final List<String> UNREAD = List.of("vars", "openapi", "configurations");

    private static final YamlPath NAMESPACE = YamlPath.of("namespace");

    private final List<Patch> patches = new ArrayList<>();
    private final List<CommonNamespace> namespaces = new ArrayList<>();
    private final List<CommonAnnotation> annotations = new ArrayList<>();
    private final List<Patch> late = new ArrayList<>();
    private final List<ImageChange> images = new ArrayList<>();
    private final List<Influence> influences = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Something that changes an object in a way that is not read. */
    record Influence(PatchTarget target, String what, Where where) {}

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

    /** True for a path that kustomize would read as one. */
    public static boolean is(String path) {
        return NAMES.contains(Paths.name(path));
    }

    public static KustomizationFile read(YamlFile file, PatchFiles files) {
        KustomizationFile read = new KustomizationFile();
        for (YamlDocument document : file.documents()) {
            PatchReader reader = new PatchReader(document, new YamlPath(List.of()), file.name(), files, read.problems);
            read.patches.addAll(reader.read("patchesStrategicMerge"));
            read.patches.addAll(reader.read("patches"));
            document.get(NAMESPACE)
                    .ifPresent(namespace -> read.namespaces.add(
                            new CommonNamespace(String.valueOf(namespace), document.where(NAMESPACE))));
            read.annotations.addAll(CommonAnnotation.of(document));
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

    /** @param namespace what the object's own file says, which may be another one than a kustomization gave it since */
    public Result apply(YamlDocument object, String namespace) {
        PatchedObject patched = new PatchedObject(object, namespace);
        patches.forEach(patched::patch);
        namespaces.forEach(place -> patched.change(place::apply));
        annotations.forEach(annotation -> patched.change(annotation::apply));
        late.forEach(patched::patch);
        influences.forEach(patched::influence);
        images.forEach(image -> patched.change(image::apply));
        return patched.result();
    }

    /** Where a patch for this object stands that comes behind all of {@code patches}. */
    public Optional<Where> late(YamlDocument object, String namespace) {
        return late.stream()
                .filter(patch -> patch.target().match(object, namespace) != PatchTarget.Match.NO)
                .map(Patch::where)
                .findFirst();
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
