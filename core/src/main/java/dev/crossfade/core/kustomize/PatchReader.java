package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the patches of a kustomization, written in it or in files beside it. */
final class PatchReader {

    private final YamlDocument kustomization;
    private final YamlPath base;
    private final String file;
    private final PatchFiles files;
    private final List<Problem> problems;

    /**
     * @param base where in the document the fields of a kustomization stand
     * @param file the kustomization's own path
     */
    PatchReader(YamlDocument kustomization, YamlPath base, String file, PatchFiles files, List<Problem> problems) {
        this.kustomization = kustomization;
        this.base = base;
        this.file = file;
        this.files = files;
        this.problems = problems;
    }

    List<Patch> read(String field) {
        List<Patch> patches = new ArrayList<>();
        if (kustomization.get(base.child(field)).orElse(null) instanceof List<?> items) {
            for (int i = 0; i < items.size(); i++) {
                read(items.get(i), kustomization.where(base.child(field).child(i)), patches);
            }
        }
        return patches;
    }

    private void read(@Nullable Object item, Where place, List<Patch> patches) {
        if (item instanceof Map<?, ?> patch) {
            Object options = patch.get("options");
            boolean renames = options instanceof Map<?, ?> map && map.containsValue(true);
            Map<?, ?> target = patch.get("target") instanceof Map<?, ?> given ? given : null;
            if (patch.get("path") != null) {
                add(file(String.valueOf(patch.get("path")), place), null, target, renames, patches);
            } else if (patch.get("patch") != null) {
                add(inline(String.valueOf(patch.get("patch")), place), place, target, renames, patches);
            }
        } else if (item != null) {
            // patchesStrategicMerge: a text is tried as a patch, then as a path (kustomize
            // PatchStrategicMergeTransformer)
            String text = String.valueOf(item);
            boolean inline = text.contains("\n") || text.contains(": ");
            List<Patch> merges = new ArrayList<>();
            add(inline ? inline(text, place) : file(text, place), inline ? place : null, null, false, merges);
            merges.forEach(merge -> patches.add(merge.copied()));
        }
    }

    private void add(
            List<YamlDocument> documents,
            @Nullable Where inline,
            @Nullable Map<?, ?> target,
            boolean renames,
            List<Patch> patches) {
        for (YamlDocument document : documents) {
            Where where = inline != null ? inline : document.where(new YamlPath(List.of()));
            if (document.root() instanceof List<?> operations && target != null) {
                patches.add(new Patch(PatchTarget.of(target), operations, renames, where));
            } else if (document.root() instanceof Map<?, ?> piece) {
                PatchTarget of = target == null ? PatchTarget.of(document) : PatchTarget.of(target);
                Patch merge = new Patch(of, piece, renames, where);
                patches.add(target == null ? merge : merge.copied());
            }
        }
    }

    private List<YamlDocument> file(String name, Where place) {
        String path = Paths.from(Paths.folder(file), name);
        Optional<String> text = files.text(path);
        if (text.isEmpty()) {
            problems.add(files.missing(Paths.folder(file), name, place));
            return List.of();
        }
        try {
            return YamlFile.parse(path, text.get()).documents();
        } catch (CrossfadeException unreadable) {
            problems.addAll(unreadable.problems());
            return List.of();
        }
    }

    private List<YamlDocument> inline(String text, Where place) {
        try {
            return YamlFile.parse(file, text).documents();
        } catch (CrossfadeException unreadable) {
            unreadable.problems().forEach(problem -> problems.add(problem.at(place)));
            return List.of();
        }
    }
}
