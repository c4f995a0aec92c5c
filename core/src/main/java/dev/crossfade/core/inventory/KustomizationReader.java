package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a Calico that a kustomization builds, with the bases that it names in this repository. */
final class KustomizationReader {

    private static final List<String> NAMES = List.of("kustomization.yaml", "kustomization.yml", "Kustomization");
    private static final String KEY = "spec.calico.source.kustomization";

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
    private final CalicoNames names;
    private final List<KeptObject> objects = new ArrayList<>();
    private final Set<String> open = new HashSet<>();

    KustomizationReader(Input input, CalicoNames names) {
        this.input = input;
        this.names = names;
    }

    CalicoReader.@Nullable Found read(CalicoSource.Kustomization source) {
        OwnerReader.FolderOwner owner = OwnerReader.folder(input, source.application());
        Optional<YamlFile> file = kustomization(source.kustomization());
        if (owner == null || file.isEmpty()) {
            return null;
        }
        if (!owner.folder().path().equals(source.kustomization())) {
            input.block(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    Where.file(source.application().file()),
                    "Application " + source.application().name() + " syncs "
                            + owner.folder().path() + ", not " + source.kustomization(),
                    "name the Application that builds the kustomization");
            return null;
        }
        List<CalicoHome.Entry> entries = new ArrayList<>();
        boolean others = brings(file.get(), "configMapGenerator") || brings(file.get(), "secretGenerator");
        for (String name : items(file.get(), "resources", "bases")) {
            Optional<CalicoHome.Entry> entry = entry(source.kustomization(), name, file.get());
            entry.ifPresent(entries::add);
            others |= entry.isEmpty();
        }
        return new CalicoReader.Found(
                objects,
                new CalicoHome.Kustomized(
                        owner.application(),
                        file.get().name(),
                        entries,
                        !others && entries.stream().noneMatch(CalicoHome.Entry::mixed)));
    }

    /** What an entry holds, or nothing where none of it is Calico's. */
    private Optional<CalicoHome.Entry> entry(String folder, String name, YamlFile kustomization) {
        List<KeptObject> found = objects(folder, name, kustomization);
        List<KeptObject> calicos = found.stream()
                .filter(kept -> names.are(kept.object()) && !names.stays(kept.object()))
                .toList();
        if (calicos.isEmpty()) {
            return Optional.empty();
        }
        objects.addAll(calicos);
        boolean own = found.stream().allMatch(kept -> kept.object().file().equals(folder + "/" + name));
        boolean mixed = calicos.size() < found.size();
        if (mixed && !own) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    Where.file(kustomization.name()),
                    "resource " + name + " holds objects of Calico's and others, outside " + folder
                            + ": at the end neither keeping nor dropping it would be right",
                    "give Calico's objects a resource of their own");
        }
        return Optional.of(new CalicoHome.Entry(name, own, mixed));
    }

    private List<KeptObject> objects(String folder, String name, YamlFile kustomization) {
        String path = Readers.normal(folder + "/" + name);
        if (name.contains("://") || name.contains("?ref=") || name.matches("github\\.com[/:].*|git@.*")) {
            input.block(
                    ErrorCode.FLAVOUR_UNSUPPORTED,
                    Where.file(kustomization.name()),
                    "resource " + name + " lies outside this repository, and no plan is made from what it cannot read",
                    "download it beside the kustomization and list the file instead");
            return List.of();
        }
        if (input.tree().read(path).isPresent()) {
            return input.parse(path, KEY).stream()
                    .flatMap(file -> file.documents().stream())
                    .flatMap(document ->
                            CalicoObject.of(path, document).map(object -> new KeptObject(object, document)).stream())
                    .toList();
        }
        if (!open.add(path)) {
            input.block(
                    ErrorCode.INPUT_NOT_FOUND,
                    Where.file(kustomization.name()),
                    "resource " + name + " leads back to " + path + ", so the kustomization has no end",
                    "take the entry out: kubectl kustomize refuses it, too");
            return List.of();
        }
        List<KeptObject> found = kustomization(path).stream()
                .flatMap(base -> items(base, "resources", "bases").stream()
                        .flatMap(deeper -> objects(path, deeper, base).stream()))
                .toList();
        open.remove(path);
        return found;
    }

    private Optional<YamlFile> kustomization(String folder) {
        Optional<String> path = NAMES.stream()
                .map(name -> folder + "/" + name)
                .filter(candidate -> input.tree().read(candidate).isPresent())
                .findFirst();
        if (path.isEmpty()) {
            input.block(
                    ErrorCode.INPUT_NOT_FOUND,
                    Where.file(folder),
                    "the base commit has no kustomization.yaml in " + folder + " (" + KEY + ")",
                    "commit it to the base branch, or correct the path");
            return Optional.empty();
        }
        Optional<YamlFile> file = input.parse(path.get(), KEY);
        file.ifPresent(this::refuseFields);
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

    private static boolean brings(YamlFile file, String field) {
        return !items(file, field).isEmpty();
    }

    private static List<String> items(YamlFile file, String... fields) {
        return Stream.of(fields)
                .flatMap(field ->
                        file.documents().stream().flatMap(document -> document.get(YamlPath.of(field)).stream()))
                .filter(List.class::isInstance)
                .flatMap(list -> ((List<?>) list).stream())
                .map(String::valueOf)
                .toList();
    }
}
