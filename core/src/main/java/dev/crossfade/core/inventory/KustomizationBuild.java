package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.PatchFiles;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a kustomization of this repository builds: the objects of its resources and bases, as patches leave them. */
final class KustomizationBuild {

    private static final String KEY = "spec.calico.source.kustomization";
    private static final YamlPath NAMESPACE = YamlPath.of("namespace");

    /** Fields that change what objects are called, or bring objects that only a build would show. */
    private static final Set<String> REFUSED = Set.of(
            "namePrefix",
            "nameSuffix",
            "helmCharts",
            "helmChartInflationGenerator",
            "generators",
            "transformers",
            "components");

    private final Input input;
    private final Set<String> open = new HashSet<>();
    private final Set<String> files = new TreeSet<>();
    private final Set<String> generators = new TreeSet<>();
    private final Set<DeclaredObject> touched = new HashSet<>();
    private final List<Unread> unread = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();

    /** What is not known of an object, and where that stands. */
    record Unread(DeclaredObject object, KustomizationFile.Unread change) {}

    /** An object that a kustomization's {@code namespace} is for, and where that stands. */
    record Placed(DeclaredObject object, String namespace, Where where) {}

    KustomizationBuild(Input input) {
        this.input = input;
    }

    /** Files with objects or patches that were read. */
    Set<String> files() {
        return files;
    }

    /** Objects that patches are for, or may be. */
    Set<DeclaredObject> touched() {
        return touched;
    }

    /** What brings objects that no file holds: a field, and the kustomization that has it. */
    Set<String> generators() {
        return generators;
    }

    List<Unread> unread() {
        return unread;
    }

    List<Placed> placed() {
        return placed;
    }

    /** Everything that is built from a folder. */
    List<KeptObject> all(String folder) {
        return kustomization(folder)
                .map(file -> patched(
                        file,
                        items(file, "resources", "bases").stream()
                                .flatMap(name -> resource(folder, name, file).stream())
                                .toList()))
                .orElse(List.of());
    }

    /** What an entry brings. */
    List<KeptObject> resource(String folder, String name, YamlFile kustomization) {
        String path = Paths.normal(folder + "/" + name);
        if (name.contains("://") || name.contains("?ref=") || name.matches("github\\.com[/:].*|git@.*")) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    Where.file(kustomization.name()),
                    "resource " + name + " lies outside this repository, and no plan is made from what it cannot read",
                    "download it beside the kustomization and list the file instead");
            return List.of();
        }
        if (input.tree().read(path).isPresent()) {
            files.add(path);
            return input.parse(path, KEY)
                    .map(file -> new ObjectDocuments(input, file).objects())
                    .orElse(List.of());
        }
        if (!open.add(path)) {
            input.block(
                    ErrorCode.INPUT_NOT_FOUND,
                    Where.file(kustomization.name()),
                    "resource " + name + " leads back to " + path + ", so the kustomization has no end",
                    "take the entry out: kubectl kustomize refuses it, too");
            return List.of();
        }
        List<KeptObject> found = all(path);
        open.remove(path);
        return found;
    }

    /** The objects behind a kustomization; what a patch deletes is not among them. */
    List<KeptObject> patched(YamlFile kustomization, List<KeptObject> objects) {
        KustomizationFile patches = KustomizationFile.read(kustomization, PatchFiles.of(input.tree(), this::text));
        input.problems().addAll(patches.problems());
        place(kustomization, objects);
        List<KeptObject> patched = new ArrayList<>();
        for (KeptObject kept : objects) {
            KustomizationFile.Result result =
                    patches.apply(kept.document(), kept.object().namespace());
            if (result.touched()) {
                touched.add(kept.object());
            }
            result.unread().forEach(change -> unread.add(new Unread(kept.object(), change)));
            result.document().ifPresent(document -> patched.add(new KeptObject(kept.object(), document)));
        }
        return patched;
    }

    /** Notes that the kustomization's namespace is for these. */
    void place(YamlFile kustomization, List<KeptObject> objects) {
        kustomization
                .documents()
                .forEach(document -> document.get(NAMESPACE)
                        .map(String::valueOf)
                        .ifPresent(namespace -> objects.forEach(
                                kept -> placed.add(new Placed(kept.object(), namespace, document.where(NAMESPACE))))));
    }

    private Optional<String> text(String path) {
        files.add(path);
        return input.tree().read(path);
    }

    Optional<YamlFile> kustomization(String folder) {
        Optional<String> path = KustomizationFile.NAMES.stream()
                .map(name -> folder + "/" + name)
                .filter(candidate -> input.tree().read(candidate).isPresent())
                .findFirst();
        if (path.isEmpty()) {
            input.notFound(
                    folder,
                    "the base commit has no kustomization.yaml in " + folder + " (" + KEY + ")",
                    "commit it to the base branch, or correct the path");
            return Optional.empty();
        }
        Optional<YamlFile> file = input.parse(path.get(), KEY);
        file.ifPresent(this::refuseFields);
        file.ifPresent(found -> Stream.of("configMapGenerator", "secretGenerator")
                .filter(field -> !items(found, field).isEmpty())
                .forEach(field -> generators.add(field + " of " + found.name())));
        return file;
    }

    private void refuseFields(YamlFile file) {
        for (YamlDocument document : file.documents()) {
            if (document.root() instanceof Map<?, ?> fields) {
                fields.keySet().stream()
                        .map(String::valueOf)
                        .filter(REFUSED::contains)
                        .sorted()
                        .forEach(field -> input.block(
                                ErrorCode.FLAVOUR_UNSUPPORTED,
                                document.where(YamlPath.of(field)),
                                "a kustomization with " + field + " shows its objects only when it is built",
                                "commit what it builds as plain manifests, and name those"));
            }
        }
    }

    static List<String> items(YamlFile file, String... fields) {
        return Stream.of(fields)
                .flatMap(field ->
                        file.documents().stream().flatMap(document -> document.get(YamlPath.of(field)).stream()))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
    }
}
