package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who in a repository reads which file: Argo CD Applications by their folders and values files, kustomizations by their
 * lists. Applications that other tools generate are not seen.
 */
public final class Readers {

    /**
     * One Application or kustomization.
     *
     * @param kind Application or Kustomization
     * @param name the Application's name, or the kustomization's path
     * @param file the file that it is written in
     * @param folders what an Application syncs as plain manifests
     * @param files single files that it names, from the repository's root
     */
    public record Reader(String kind, String name, String file, List<SyncedFolder> folders, List<String> files) {

        public boolean reads(String path) {
            return files.contains(path) || folders.stream().anyMatch(folder -> folder.reads(path));
        }

        @Override
        public String toString() {
            return kind.equals("Application") ? "Application " + name + " (" + file + ")" : file;
        }
    }

    private final List<Reader> all;

    private Readers(List<Reader> all) {
        this.all = List.copyOf(all);
    }

    public static Readers of(Tree tree) {
        List<Reader> readers = new ArrayList<>();
        for (String file : tree.list("")) {
            boolean kustomization = file.matches("(.*/)?(kustomization\\.ya?ml|Kustomization)");
            if (kustomization || file.matches(".*\\.(ya?ml|json)")) {
                String text = tree.read(file).orElse("");
                if (kustomization || text.contains("Application")) {
                    documents(file, text).forEach(document -> read(tree, file, kustomization, document, readers));
                }
            }
        }
        return new Readers(readers);
    }

    /** Everybody that reads this file. */
    public List<Reader> of(String path) {
        return all.stream().filter(reader -> reader.reads(path)).toList();
    }

    private static void read(
            Tree tree, String file, boolean kustomization, YamlDocument document, List<Reader> readers) {
        if (kustomization) {
            readers.add(new Reader("Kustomization", file, file, List.of(), listed(file, document)));
            return;
        }
        CalicoObject.of(file, document)
                .filter(object -> object.kind().equals("Application")
                        && object.apiVersion().startsWith("argoproj.io/"))
                .ifPresent(object -> readers.add(new Reader(
                        "Application",
                        object.name(),
                        file,
                        SyncedFolder.of(document).stream()
                                .filter(folder -> folder.tool(tree).isEmpty())
                                .toList(),
                        valueFiles(document))));
    }

    /** Paths count from the kustomization's folder. */
    private static List<String> listed(String file, YamlDocument document) {
        String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
        Stream<Object> plain = Stream.of("resources", "bases", "components", "patchesStrategicMerge")
                .flatMap(key -> items(document, YamlPath.of(key)));
        Stream<Object> patches = items(document, YamlPath.of("patches"))
                .filter(java.util.Map.class::isInstance)
                .map(patch -> String.valueOf(((java.util.Map<?, ?>) patch).get("path")));
        return Stream.concat(plain, patches).map(item -> normal(folder + item)).toList();
    }

    /** The values files of this repository that an Application reads, in the order in which they win. */
    static List<String> valueFiles(YamlDocument document) {
        List<String> files = new ArrayList<>();
        int sources = (int) items(document, YamlPath.parse("spec.sources")).count();
        for (int i = 0; i < sources; i++) {
            items(document, YamlPath.of("spec", "sources", i, "helm", "valueFiles"))
                    .map(String::valueOf)
                    .filter(name -> name.startsWith("$") && name.contains("/"))
                    .forEach(name -> files.add(normal(name.substring(name.indexOf('/') + 1))));
        }
        String chart = document.get(YamlPath.parse("spec.source.path"))
                .map(path -> path + "/")
                .orElse("");
        items(document, YamlPath.parse("spec.source.helm.valueFiles"))
                .forEach(name -> files.add(normal(
                        String.valueOf(name).startsWith("/")
                                ? String.valueOf(name).substring(1)
                                : chart + name)));
        return files;
    }

    private static Stream<Object> items(YamlDocument document, YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(Object.class::cast))
                .orElse(Stream.empty());
    }

    /** A path without "." and ".."; what leads out of the repository stays as it is and matches nothing. */
    static String normal(String path) {
        List<String> steps = new ArrayList<>();
        for (String step : path.split("/", -1)) {
            if (step.equals("..") && !steps.isEmpty()) {
                steps.remove(steps.size() - 1);
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    /** A file that is no plain YAML is a template of some tool's, and no Application by itself. */
    private static List<YamlDocument> documents(String file, String text) {
        try {
            return YamlFile.parse(file, text).documents();
        } catch (CrossfadeException template) {
            return List.of();
        }
    }
}
