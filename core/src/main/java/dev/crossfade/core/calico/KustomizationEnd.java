package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes Calico out of a kustomization for good: entries, patches, and the files beside it that only they named. */
record KustomizationEnd(CalicoHome.Kustomized home, CalicoInventory calico, Workspace workspace) {

    private static final List<String> PATCH_FIELDS = List.of("patches", "patchesStrategicMerge", "patchesJson6902");

    /** Nothing else is built there: the kustomization goes with every file beside it that it names. */
    void whole() {
        YamlFile file = YamlFile.parse(home.file(), workspace.require(home.file()));
        Set<String> named = new LinkedHashSet<>();
        home.entries().stream()
                .filter(CalicoHome.Entry::own)
                .forEach(entry -> named.add(home.folder() + "/" + entry.name()));
        for (String field : PATCH_FIELDS) {
            items(file, field).forEach(item -> patchFile(item).ifPresent(named::add));
        }
        named.stream().filter(path -> workspace.read(path).isPresent()).sorted().forEach(workspace::delete);
        workspace.delete(home.file());
    }

    /** Other resources stay: Calico's entries go, or its documents where an entry holds both. */
    void entries() {
        Set<String> orphans = new TreeSet<>();
        workspace.edit(home.file(), file -> withoutEntries(withoutPatches(file, orphans)));
        for (CalicoHome.Entry entry : home.entries()) {
            String path = home.folder() + "/" + entry.name();
            if (entry.own() && entry.mixed()) {
                Documents.remove(workspace, List.of(path), this::isCalicos);
            } else if (entry.own()) {
                workspace.delete(path);
            }
        }
        orphans.stream().filter(path -> workspace.read(path).isPresent()).forEach(workspace::delete);
    }

    private YamlFile withoutEntries(YamlFile file) {
        YamlFile edited = file;
        for (CalicoHome.Entry entry : home.entries()) {
            for (String field : List.of("resources", "bases")) {
                int position = items(edited, field).indexOf(entry.name());
                if (position >= 0 && !entry.mixed()) {
                    edited = edited.remove(KustomizationKeeper.index(edited), YamlPath.of(field, position));
                }
            }
        }
        return edited;
    }

    private YamlFile withoutPatches(YamlFile file, Set<String> orphans) {
        YamlFile edited = file;
        for (String field : PATCH_FIELDS) {
            List<?> items = items(edited, field);
            for (int i = items.size() - 1; i >= 0; i--) {
                if (isForCalico(items.get(i))) {
                    patchFile(items.get(i)).ifPresent(orphans::add);
                    edited = edited.remove(KustomizationKeeper.index(edited), YamlPath.of(field, i), reasons(edited));
                }
            }
        }
        return edited;
    }

    /** What the patches of phases say of themselves: above a list in braces, once for several, it does not show for which. */
    private static List<String> reasons(YamlFile file) {
        return file.text()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("# migration: ") && line.contains("; ends with remove-calico-"))
                .map(line -> line.substring(2))
                .distinct()
                .toList();
    }

    private boolean isForCalico(Object item) {
        if (item instanceof Map<?, ?> patch && patch.get("target") instanceof Map<?, ?> target) {
            return isCalicos(target.get("kind") + "/" + target.get("name"));
        }
        List<YamlDocument> documents = new ArrayList<>();
        inline(item).ifPresent(text -> documents.addAll(parsed(home.file(), text)));
        patchFile(item).ifPresent(path -> workspace.read(path).ifPresent(text -> documents.addAll(parsed(path, text))));
        return !documents.isEmpty()
                && documents.stream()
                        .allMatch(document -> DeclaredObject.of(home.file(), document)
                                .filter(this::isCalicos)
                                .isPresent());
    }

    /** By kind and name: a patch may leave the namespace out. */
    private boolean isCalicos(DeclaredObject object) {
        return isCalicos(object.kindAndName());
    }

    private boolean isCalicos(String kindAndName) {
        return calico.object(kindAndName).isPresent() || home.gone().contains(kindAndName);
    }

    private static Optional<String> inline(Object item) {
        Object text = item instanceof Map<?, ?> patch ? patch.get("patch") : item;
        return Optional.ofNullable(text)
                .map(String::valueOf)
                .filter(found -> found.contains("\n") || found.contains(":"));
    }

    private Optional<String> patchFile(Object item) {
        Object path = item instanceof Map<?, ?> patch ? patch.get("path") : item;
        return Optional.ofNullable(path)
                .map(String::valueOf)
                .filter(name -> name.matches("[^\\n:]+") && !name.contains(".."))
                .map(name -> home.folder() + "/" + name.replaceFirst("^\\./", ""));
    }

    /** A JSON patch is no object and belongs to its target. */
    private static List<YamlDocument> parsed(String name, String text) {
        try {
            return YamlFile.parse(name, text).documents();
        } catch (CrossfadeException noYaml) {
            return List.of();
        }
    }

    private static List<?> items(YamlFile file, String field) {
        return file.documents().stream()
                .findFirst()
                .flatMap(document -> document.get(YamlPath.of(field)))
                .filter(List.class::isInstance)
                .map(list -> (List<?>) list)
                .orElse(List.of());
    }
}
