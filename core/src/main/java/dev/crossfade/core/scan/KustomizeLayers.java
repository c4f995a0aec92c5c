package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.Overrides;
import dev.crossfade.core.kustomize.PatchFiles;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What lies over a repository's files: kustomizations that build them, components of these, and Applications' options. */
public final class KustomizeLayers {

    /**
     * A kustomization, or an Application's options for one.
     *
     * @param base where in the document the fields of a kustomization stand
     * @param file the kustomization's path
     */
    private record Layer(YamlDocument document, YamlPath base, String file) {}

    /**
     * An object that phases edit.
     *
     * @param fields what they edit or rely on
     */
    public record Subject(String file, YamlDocument object, List<YamlPath> fields) {
        public Subject {
            fields = List.copyOf(fields);
        }
    }

    private final Map<String, List<ManifestFile>> byFolder = new LinkedHashMap<>();
    private final Map<String, List<ManifestFile>> byEntry = new LinkedHashMap<>();
    private final List<ManifestFile> applying;
    private final FileUsers users;
    private final ClusterFiles cluster;

    private KustomizeLayers(List<ManifestFile> applying, FileUsers users, ClusterFiles cluster) {
        this.applying = applying;
        this.users = users;
        this.cluster = cluster;
    }

    /** @param applying files of which some are kustomizations, and some speak of Applications */
    static KustomizeLayers of(List<ManifestFile> applying, FileUsers users, ClusterFiles cluster) {
        KustomizeLayers layers = new KustomizeLayers(applying, users, cluster);
        for (ManifestFile file : applying) {
            if (KustomizationFile.is(file.name())) {
                add(layers.byFolder, Paths.folder(file.name()), file);
                entries(file, "resources", "bases", "components").forEach(entry -> add(layers.byEntry, entry, file));
            }
        }
        return layers;
    }

    private static void add(Map<String, List<ManifestFile>> index, String key, ManifestFile file) {
        index.computeIfAbsent(key, any -> new ArrayList<>()).add(file);
    }

    /**
     * Refuses what changes an object's fields behind its file.
     *
     * @param everywhere true for objects that live in another cluster than the one that migrates
     */
    public Set<Problem> over(Subject subject, boolean everywhere, Tree tree) {
        List<Problem> problems = new ArrayList<>();
        found(subject, everywhere, tree, problems).forEach(found -> problems.add(problem(subject, found)));
        return new LinkedHashSet<>(problems);
    }

    /**
     * What changes an object's fields behind its file, or may.
     *
     * @param problems gets patches that are not there, or do not read
     */
    public List<Overrides.Found> found(Subject subject, boolean everywhere, Tree tree, List<Problem> problems) {
        List<Overrides> layers = new ArrayList<>();
        for (Layer layer : layers(subject.file(), everywhere)) {
            layers.add(Overrides.read(layer.document(), layer.base(), layer.file(), PatchFiles.of(tree), problems));
        }
        Overrides.Renamed renamed = new Overrides.Renamed(
                layers.stream().anyMatch(layer -> layer.renames().name()),
                layers.stream().anyMatch(layer -> layer.renames().namespace()));
        return layers.stream()
                .flatMap(layer -> layer.over(subject.object(), subject.fields(), renamed).stream())
                .toList();
    }

    private static Problem problem(Subject subject, Overrides.Found found) {
        String title = new RepositoryObject(subject.file(), subject.object(), new YamlPath(List.of())).title();
        String fields = subject.fields().stream().map(YamlPath::toString).collect(Collectors.joining(" or "));
        return Problem.blocker(
                ErrorCode.FILE_OVERRIDDEN,
                found.where(),
                found.what() + " may change " + fields + " of " + title + " behind its file " + subject.file()
                        + ", so what phases write there would not be the last word",
                "write the value into " + subject.file() + ", and take it out here");
    }

    private List<Layer> layers(String path, boolean everywhere) {
        Set<ManifestFile> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(path));
        for (int i = 0; i < open.size(); i++) {
            for (ManifestFile file : byEntry.getOrDefault(open.get(i), List.of())) {
                if ((everywhere || cluster.counts(file.name())) && found.add(file)) {
                    open.add(Paths.folder(file.name()));
                }
            }
        }
        Set<String> folders = new LinkedHashSet<>(open.subList(1, open.size()));
        List<ManifestFile> all = new ArrayList<>(found);
        for (int i = 0; i < all.size(); i++) {
            for (String component : entries(all.get(i), "components")) {
                byFolder.getOrDefault(component, List.of()).stream()
                        .filter(found::add)
                        .forEach(all::add);
            }
        }
        List<Layer> layers = new ArrayList<>();
        for (ManifestFile file : all) {
            file.documents().forEach(document -> layers.add(new Layer(document, new YamlPath(List.of()), file.name())));
        }
        applying.forEach(file ->
                file.manifests().forEach(document -> options(file.name(), document, folders, everywhere, layers)));
        return layers;
    }

    private void options(
            String file, YamlDocument document, Set<String> folders, boolean everywhere, List<Layer> layers) {
        boolean ours = users.applications().stream()
                .filter(user -> user.file().equals(file) && isNamed(document, user.name()))
                .anyMatch(user -> everywhere || cluster.isOurs(user));
        if (!ours) {
            return;
        }
        for (YamlPath source : ApplicationSources.of(document)) {
            String folder = Paths.normal(
                    document.get(source.child("path")).map(String::valueOf).orElse(""));
            YamlPath options = source.child("kustomize");
            if (folders.contains(folder) && document.get(options).isPresent()) {
                layers.add(new Layer(document, options, folder + "/kustomization.yaml"));
            }
        }
    }

    private static boolean isNamed(YamlDocument document, String name) {
        return text(document, "kind").equals("Application")
                && text(document, "metadata.name").equals(name);
    }

    private static String text(YamlDocument document, String path) {
        return document.get(YamlPath.parse(path)).map(String::valueOf).orElse("");
    }

    private static List<String> entries(ManifestFile file, String... fields) {
        List<String> entries = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            for (String field : fields) {
                if (document.get(YamlPath.of(field)).orElse(null) instanceof List<?> list) {
                    list.forEach(entry -> entries.add(Paths.from(Paths.folder(file.name()), entry)));
                }
            }
        }
        return entries;
    }
}
