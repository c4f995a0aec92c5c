package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kustomization, or the options of an Application that builds one, puts over fields of an object's file. What is not
 * read exactly counts as if it did.
 */
public final class Overrides {

    /** kustomize api/internal/konfig/builtinpluginconsts/replicas.go. */
    private static final Set<String> SCALED =
            Set.of("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet");

    private static final YamlPath REPLICAS = YamlPath.parse("spec.replicas");
    private static final List<Object> ANNOTATIONS = List.of("metadata", "annotations");

    private final YamlDocument document;
    private final YamlPath base;
    private final List<Patch> patches = new ArrayList<>();

    /** What wins over the file, in words, and where it stands. */
    public record Found(String what, Where where) {}

    /**
     * What has, or may have, another name or namespace by the time that a patch looks for it.
     *
     * @param name true where something gives objects prefixes or suffixes
     * @param namespace true where something gives them a namespace
     */
    public record Renamed(boolean name, boolean namespace) {}

    private Overrides(YamlDocument document, YamlPath base) {
        this.document = document;
        this.base = base;
    }

    /**
     * @param base where in the document the fields of a kustomization stand
     * @param file the kustomization's own path
     * @param problems gets patches that are not there, or do not read
     */
    public static Overrides read(
            YamlDocument document, YamlPath base, String file, PatchFiles files, List<Problem> problems) {
        Overrides read = new Overrides(document, base);
        PatchReader reader = new PatchReader(document, base, file, files, problems);
        for (String field : List.of("patchesStrategicMerge", "patches", "patchesJson6902")) {
            read.patches.addAll(reader.read(field));
        }
        return read;
    }

    public Renamed renames() {
        boolean name =
                has("namePrefix") || has("nameSuffix") || patches.stream().anyMatch(Patch::renames);
        return new Renamed(name, has("namespace"));
    }

    /** @param fields of the object, as its file says them */
    public List<Found> over(YamlDocument object, List<YamlPath> fields, Renamed renamed) {
        List<Found> found = new ArrayList<>();
        for (Patch patch : patches) {
            boolean matches = patch.target().match(object, renamed) != PatchTarget.Match.NO;
            if (matches && fields.stream().anyMatch(field -> Touch.by(patch.body(), field))) {
                found.add(new Found("a patch", patch.where()));
            }
        }
        for (int i = 0; i < size("replacements"); i++) {
            YamlPath entry = base.child("replacements").child(i);
            if (replaces(document.get(entry.child("targets")).orElse(null), object, fields, renamed)) {
                found.add(new Found("a replacement", document.where(entry)));
            }
        }
        if (size("transformers") > 0) {
            found.add(new Found("a transformer, which is not read here,", document.where(base.child("transformers"))));
        }
        if (!base.steps().isEmpty() && size("components") > 0) {
            found.add(new Found("a component, which is not read here,", document.where(base.child("components"))));
        }
        if (fields.contains(REPLICAS)) {
            replicas(object, renamed, found);
        }
        annotations(fields, found);
        return found;
    }

    private static boolean replaces(
            @Nullable Object targets, YamlDocument object, List<YamlPath> fields, Renamed renamed) {
        // the entry may stand in a file of its own
        return !(targets instanceof List<?> list)
                || list.stream().anyMatch(target -> isReplaced(target, object, fields, renamed));
    }

    private static boolean isReplaced(Object target, YamlDocument object, List<YamlPath> fields, Renamed renamed) {
        if (!(target instanceof Map<?, ?> map)) {
            return true;
        }
        Map<?, ?> select = map.get("select") instanceof Map<?, ?> chosen ? chosen : Map.of();
        if (PatchTarget.of(select).match(object, renamed) == PatchTarget.Match.NO
                || !(map.get("fieldPaths") instanceof List<?> paths)) {
            return false;
        }
        return paths.stream().anyMatch(path -> fields.stream().anyMatch(field -> meets(String.valueOf(path), field)));
    }

    /** A step may be a key with escaped dots, or an asterisk (kubectl.docs.kubernetes.io, "replacements"). */
    private static boolean meets(String fieldPath, YamlPath field) {
        List<String> steps = List.of(fieldPath.split("(?<!\\\\)\\.", -1));
        List<Object> wanted = field.steps();
        for (int i = 0; i < Math.min(steps.size(), wanted.size()); i++) {
            String step = steps.get(i).replace("\\.", ".");
            if (!step.equals("*") && !step.equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void replicas(YamlDocument object, Renamed renamed, List<Found> found) {
        boolean scaled =
                SCALED.contains(String.valueOf(object.get(YamlPath.of("kind")).orElse("")));
        for (int i = 0; i < size("replicas"); i++) {
            YamlPath entry = base.child("replicas").child(i);
            boolean named = document.get(entry.child("name")).equals(object.get(YamlPath.parse("metadata.name")));
            // a configuration may add kinds
            if ((named || renamed.name()) && (scaled || has("configurations"))) {
                found.add(new Found("an entry of replicas", document.where(entry)));
            }
        }
    }

    private void annotations(List<YamlPath> fields, List<Found> found) {
        for (YamlPath field : fields) {
            List<Object> steps = field.steps();
            if (steps.size() == 3 && steps.subList(0, 2).equals(ANNOTATIONS)) {
                YamlPath common = base.child("commonAnnotations").child(steps.get(2));
                if (document.get(common).isPresent()) {
                    found.add(new Found("an entry of commonAnnotations", document.where(common)));
                }
            }
        }
    }

    private boolean has(String field) {
        return document.get(base.child(field)).isPresent();
    }

    private int size(String field) {
        return document.get(base.child(field)).orElse(null) instanceof List<?> list ? list.size() : 0;
    }
}
