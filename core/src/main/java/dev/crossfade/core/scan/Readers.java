package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.spec.ApplicationRef;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who in a repository reads which file: Argo CD Applications by their folders and values files, kustomizations by their
 * lists. Applications that an ApplicationSet generates are not among them ({@link ApplicationSet}).
 */
public final class Readers {

    private static final Pattern APPLICATION =
            Pattern.compile("kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?Application(Set)?\\b");

    /**
     * One Application or kustomization.
     *
     * @param kind Application or Kustomization
     * @param name the Application's name, or the kustomization's path
     * @param file the file that it is written in
     * @param cluster where an Application applies what it reads
     * @param namespace where an Application puts objects that name none; empty where it says nothing
     * @param folders what an Application syncs as plain manifests
     * @param rendered folders that an Application has rendered by a tool; a chart's recurse, a kustomization's do not
     * @param files single files and folders that it names, from the repository's root
     * @param charts names of charts from elsewhere that it has rendered
     * @param prunes true for an Application that by itself deletes what leaves Git
     */
    public record Reader(
            String kind,
            String name,
            String file,
            ClusterName cluster,
            String namespace,
            List<SyncedFolder> folders,
            List<SyncedFolder> rendered,
            List<String> files,
            List<String> charts,
            boolean prunes) {

        public boolean reads(String path) {
            return files.contains(path)
                    || folders.stream().anyMatch(folder -> folder.reads(path))
                    || rendered.stream().anyMatch(folder -> folder.recurse() && folder.isOfChart(path));
        }

        /** True where the Application has this very kustomization built. */
        private boolean builds(String kustomization) {
            return rendered.stream().anyMatch(folder -> !folder.recurse() && folder.holds(kustomization));
        }

        /** True where the file lies in a folder whose kustomization or chart the Application has rendered. */
        boolean renders(String path) {
            return rendered.stream().anyMatch(folder -> folder.holds(path));
        }

        public boolean isApplication() {
            return kind.equals("Application");
        }

        @Override
        public String toString() {
            return isApplication() ? "Application " + name + " (" + file + ")" : file;
        }
    }

    private final List<Reader> all;

    /** Whom each file was asked for already: every check asks for the same few. */
    private final Map<String, Set<Reader>> appliers = new HashMap<>();

    private Readers(List<Reader> all) {
        this.all = List.copyOf(all);
    }

    /** True for a kustomization, and for a file that speaks of an Application. */
    static boolean mayRead(ManifestFile file) {
        return SyncedFolder.isKustomization(file.name())
                || (file.text().contains("Application")
                        && APPLICATION.matcher(file.text()).find());
    }

    /** The readers that a file has which {@link #mayRead}; where it is none, it adds none. */
    static void add(SortedSet<String> files, ManifestFile file, List<Reader> readers) {
        if (SyncedFolder.isKustomization(file.name())) {
            file.documents().forEach(document -> readers.add(kustomization(file.name(), document)));
            return;
        }
        file.manifests()
                .forEach(document -> DeclaredObject.of(file.name(), document)
                        .filter(object -> object.kind().equals("Application")
                                && object.apiVersion().startsWith("argoproj.io/"))
                        .ifPresent(object -> readers.add(application(files, file.name(), object.name(), document))));
    }

    static Readers of(List<Reader> readers) {
        return new Readers(readers);
    }

    /** These, and an Application that others know where these do not. */
    Readers with(Readers others, ApplicationRef wanted) {
        Predicate<Reader> isWanted = reader -> reader.isApplication()
                && reader.name().equals(wanted.name())
                && reader.file().equals(wanted.file());
        if (all.stream().anyMatch(isWanted)) {
            return this;
        }
        return new Readers(Stream.concat(all.stream(), others.all.stream().filter(isWanted))
                .toList());
    }

    List<Reader> all() {
        return all;
    }

    public List<Reader> applications() {
        return all.stream().filter(Reader::isApplication).toList();
    }

    /** The Applications by whose sync a file reaches a cluster, through kustomizations, too. */
    public Set<Reader> applications(String path) {
        return appliers.computeIfAbsent(path, this::findApplications);
    }

    private Set<Reader> findApplications(String path) {
        Set<Reader> found = new LinkedHashSet<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(path));
        if (SyncedFolder.isKustomization(path)) {
            open.add(folder(path));
        }
        while (!open.isEmpty()) {
            String next = open.pop();
            if (!seen.add(next)) {
                continue;
            }
            for (Reader reader : all) {
                boolean reads = reader.reads(next) || reader.renders(next);
                if (reads && reader.isApplication()) {
                    found.add(reader);
                } else if (reads) {
                    open.push(reader.file());
                    open.push(folder(reader.file()));
                }
            }
        }
        return Collections.unmodifiableSet(found);
    }

    /** The Applications that read a file or build a kustomization through which it is built, and kustomizations that nobody builds. */
    public Set<Reader> ends(String path) {
        Set<String> kustomizations = kustomizations(path);
        return all.stream()
                .filter(reader -> reader.isApplication()
                        ? reader.reads(path) || kustomizations.stream().anyMatch(reader::builds)
                        : kustomizations.contains(reader.file())
                                && !path.equals(reader.file())
                                && !isRead(reader.file()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The kustomizations through which a file is built: those that list it, and those that list their folders. */
    public Set<String> kustomizations(String path) {
        Set<String> found = new LinkedHashSet<>(SyncedFolder.isKustomization(path) ? List.of(path) : List.of());
        Deque<String> open = new ArrayDeque<>(found.isEmpty() ? List.of(path) : List.of(path, folder(path)));
        while (!open.isEmpty()) {
            String next = open.pop();
            for (Reader reader : all) {
                if (!reader.isApplication() && reader.reads(next) && found.add(reader.file())) {
                    open.push(reader.file());
                    open.push(folder(reader.file()));
                }
            }
        }
        return found;
    }

    /** The files among these and below kustomizations in these folders, those of further kustomizations included. */
    Set<String> built(List<String> entries, Set<String> files) {
        Set<String> built = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(entries);
        while (!open.isEmpty()) {
            String next = open.pop();
            if (files.contains(next)) {
                built.add(next);
            }
            all.stream()
                    .filter(reader ->
                            !reader.isApplication() && folder(reader.file()).equals(next))
                    .filter(reader -> built.add(reader.file()))
                    .forEach(reader -> reader.files().forEach(open::push));
        }
        return built;
    }

    private boolean isRead(String kustomization) {
        return all.stream()
                .anyMatch(reader -> reader.reads(kustomization)
                        || reader.renders(kustomization)
                        || reader.reads(folder(kustomization)));
    }

    private static String folder(String file) {
        return file.contains("/") ? file.substring(0, file.lastIndexOf('/')) : "";
    }

    /** Everybody that reads this file. */
    public List<Reader> of(String path) {
        return all.stream().filter(reader -> reader.reads(path)).toList();
    }

    private static Reader kustomization(String file, YamlDocument document) {
        return new Reader(
                "Kustomization",
                file,
                file,
                ClusterName.UNKNOWN,
                "",
                List.of(),
                List.of(),
                listed(file, document),
                items(document, YamlPath.of("helmCharts"))
                        .flatMap(chart -> values(chart, "name"))
                        .map(String::valueOf)
                        .toList(),
                false);
    }

    private static Reader application(SortedSet<String> files, String file, String name, YamlDocument document) {
        List<SyncedFolder> plain = new ArrayList<>();
        List<SyncedFolder> rendered = new ArrayList<>();
        for (SyncedFolder folder : SyncedFolder.of(document)) {
            Optional<String> tool = folder.tool(files);
            if (tool.isEmpty()) {
                plain.add(folder);
            } else {
                boolean kustomization = SyncedFolder.isKustomization(tool.get());
                rendered.add(new SyncedFolder(folder.path(), !kustomization, false));
            }
        }
        String namespace = document.get(YamlPath.parse("spec.destination.namespace"))
                .map(String::valueOf)
                .orElse("");
        return new Reader(
                "Application",
                name,
                file,
                ClusterName.of(document),
                namespace,
                plain,
                rendered,
                valueFiles(document),
                charts(document),
                ApplicationFile.prunes(document));
    }

    private static List<String> charts(YamlDocument document) {
        Optional<Object> single = document.get(YamlPath.parse("spec.source"));
        return Stream.concat(single.stream(), items(document, YamlPath.parse("spec.sources")))
                .flatMap(source -> values(source, "chart"))
                .map(String::valueOf)
                .toList();
    }

    /** Paths count from the kustomization's folder. */
    private static List<String> listed(String file, YamlDocument document) {
        String folder = file.contains("/") ? file.substring(0, file.lastIndexOf('/') + 1) : "";
        Stream<Object> plain = Stream.of("resources", "bases", "components", "patchesStrategicMerge")
                .flatMap(key -> items(document, YamlPath.of(key)));
        Stream<Object> named = Stream.of("patches", "patchesJson6902", "replacements", "helmCharts")
                .flatMap(key -> items(document, YamlPath.of(key)))
                .flatMap(item ->
                        Stream.of("path", "valuesFile", "additionalValuesFiles").flatMap(key -> values(item, key)));
        // a file of a generator may stand behind the key that it gets: key=path
        Stream<Object> generated = Stream.of("configMapGenerator", "secretGenerator")
                .flatMap(key -> items(document, YamlPath.of(key)))
                .flatMap(item -> Stream.of("files", "envs", "env").flatMap(key -> values(item, key)))
                .map(name -> String.valueOf(name).replaceFirst("^[^=]*=", ""));
        return Stream.of(plain, named, generated)
                .flatMap(each -> each)
                .map(item -> Paths.normal(folder + item))
                .toList();
    }

    /** What a key of an item says, one text or several. */
    private static Stream<Object> values(Object item, String key) {
        Object value = item instanceof Map<?, ?> map ? map.get(key) : null;
        return value instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.ofNullable(value);
    }

    /** The values files of this repository that an Application reads, in the order in which they win. */
    public static List<String> valueFiles(YamlDocument document) {
        List<String> files = new ArrayList<>();
        int sources = (int) items(document, YamlPath.parse("spec.sources")).count();
        for (int i = 0; i < sources; i++) {
            files.addAll(valueFiles(document, YamlPath.of("spec", "sources", i)));
        }
        files.addAll(valueFiles(document, YamlPath.parse("spec.source")));
        return files;
    }

    /** By the reference of another source, or from the folder of a chart in this repository. */
    private static List<String> valueFiles(YamlDocument document, YamlPath source) {
        Optional<Object> chart = document.get(source.child("path"));
        return items(document, source.child("helm").child("valueFiles"))
                .map(String::valueOf)
                .filter(name -> name.contains("/") || !name.startsWith("$"))
                .filter(name -> name.startsWith("$")
                        || chart.isPresent()
                        || !source.steps().contains("sources"))
                .map(name -> {
                    if (name.startsWith("$")) {
                        return name.substring(name.indexOf('/') + 1);
                    }
                    return name.startsWith("/") || chart.isEmpty() ? name : chart.get() + "/" + name;
                })
                .map(Paths::normal)
                .toList();
    }

    private static Stream<Object> items(YamlDocument document, YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(Object.class::cast))
                .orElse(Stream.empty());
    }
}
