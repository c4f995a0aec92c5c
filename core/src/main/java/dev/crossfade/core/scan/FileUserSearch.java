package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds in manifests who reads which file: what an Application's sources name, and what a kustomization lists. */
final class FileUserSearch {

    private static final Pattern APPLICATION =
            Pattern.compile("kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?Application(Set)?\\b");

    private static final Pattern OF_ARGO = Pattern.compile("apiVersion[\"']?\\s*:\\s*[\"']?argoproj\\.io/");

    private FileUserSearch() {}

    /** True for a kustomization, and for a file that speaks of an Application. */
    static boolean mayRead(ManifestFile file) {
        return KustomizationFile.is(file.name())
                || (file.text().contains("Application")
                        && APPLICATION.matcher(file.text()).find());
    }

    /** Where a template speaks of an Application that it makes; Argo CD's own chart has the CRDs of Applications, too. */
    static Optional<Where> made(ManifestFile template) {
        String text = template.text();
        Matcher application = APPLICATION.matcher(text);
        boolean declares = text.contains("CustomResourceDefinition")
                && !OF_ARGO.matcher(text).find();
        if (declares || !application.find()) {
            return Optional.empty();
        }
        return Optional.of(TemplateSign.place(template, application.start()));
    }

    /** Adds the users that a file holds which {@link #mayRead}; any other file adds none. */
    static void add(SortedSet<String> files, ManifestFile file, List<FileUser> users) {
        if (KustomizationFile.is(file.name())) {
            file.documents().forEach(document -> users.add(kustomization(file.name(), document)));
            return;
        }
        file.manifests()
                .forEach(document -> DeclaredObject.of(file.name(), document)
                        .filter(object -> object.kind().equals("Application")
                                && object.apiVersion().startsWith("argoproj.io/"))
                        .ifPresent(object -> users.add(application(files, file.name(), object.name(), document))));
    }

    private static FileUser kustomization(String file, YamlDocument document) {
        return new FileUser(
                "Kustomization",
                file,
                file,
                ClusterName.UNKNOWN,
                document.get(YamlPath.of("namespace")).map(String::valueOf).orElse(""),
                List.of(),
                List.of(),
                Map.of(),
                listed(file, document),
                items(document, YamlPath.of("helmCharts"))
                        .flatMap(chart -> values(chart, "name"))
                        .map(String::valueOf)
                        .toList(),
                false);
    }

    private static FileUser application(SortedSet<String> files, String file, String name, YamlDocument document) {
        List<SyncedFolder> plain = new ArrayList<>();
        List<SyncedFolder> rendered = new ArrayList<>();
        for (SyncedFolder folder : SyncedFolder.of(document)) {
            Optional<String> tool = folder.tool(files);
            if (tool.isEmpty()) {
                plain.add(folder);
            } else {
                boolean kustomization = KustomizationFile.is(tool.get());
                rendered.add(new SyncedFolder(folder.path(), !kustomization, false));
            }
        }
        String namespace = document.get(YamlPath.parse("spec.destination.namespace"))
                .map(String::valueOf)
                .orElse("");
        return new FileUser(
                "Application",
                name,
                file,
                ClusterName.of(document),
                namespace,
                plain,
                rendered,
                ApplicationSources.namespaces(document),
                ApplicationSources.valueFiles(document),
                charts(document),
                ApplicationFile.prunes(document));
    }

    private static List<String> charts(YamlDocument document) {
        return ApplicationSources.of(document).stream()
                .flatMap(source -> document.get(source).stream())
                .flatMap(source -> values(source, "chart"))
                .map(String::valueOf)
                .toList();
    }

    /** Paths count from the kustomization's folder. */
    private static List<String> listed(String file, YamlDocument document) {
        String folder = Paths.folder(file);
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
                .map(item -> Paths.from(folder, item))
                .toList();
    }

    /** What a key of an item says, one text or several. */
    private static Stream<Object> values(Object item, String key) {
        Object value = item instanceof Map<?, ?> map ? map.get(key) : null;
        return value instanceof List<?> list ? list.stream().map(Object.class::cast) : Stream.ofNullable(value);
    }

    private static Stream<Object> items(YamlDocument document, YamlPath path) {
        Optional<Object> found = document.get(path);
        return found.filter(List.class::isInstance)
                .map(list -> ((List<?>) list).stream().map(Object.class::cast))
                .orElse(Stream.empty());
    }
}
