package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of plain manifests as an Argo CD Application reads it: files by their ending, subfolders only where it recurses
 * (argo-cd docs/user-guide/directory.md, reposerver/repository/repository.go manifestFile).
 *
 * @param path from the repository's root; empty for the root itself
 * @param filtered true where include or exclude choose among the files
 */
public record SyncedFolder(String path, boolean recurse, boolean filtered) {

    private static final Pattern MANIFEST = Pattern.compile(".*\\.(ya?ml|json|jsonnet)");

    /** Every folder that an Application's document names, in its one source or in its several. */
    public static List<SyncedFolder> of(YamlDocument application) {
        return ApplicationSources.of(application).stream()
                .filter(source -> application.get(source.child("path")).isPresent())
                .map(source -> at(application, source))
                .toList();
    }

    private static SyncedFolder at(YamlDocument application, YamlPath source) {
        String path = application.get(source.child("path")).map(String::valueOf).orElse("");
        YamlPath directory = source.child("directory");
        boolean filtered = application.get(directory.child("include")).isPresent()
                || application.get(directory.child("exclude")).isPresent();
        return new SyncedFolder(
                normal(path), application.get(directory.child("recurse")).equals(Optional.of(true)), filtered);
    }

    /** Argo CD joins a path to the repository's root, and refuses an absolute one (argo-cd util/app/path/path.go). */
    static String normal(String written) {
        return written.startsWith("/") ? written : Paths.normal(written);
    }

    /** True where the Application reads this file, or may, when include and exclude choose. */
    public boolean reads(String file) {
        return holds(file) && MANIFEST.matcher(file).matches();
    }

    /** True where a file of this folder is within the Application's reach, whatever its ending. */
    public boolean holds(String file) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return file.startsWith(prefix) && (recurse || file.indexOf('/', prefix.length()) < 0);
    }

    /** True where Helm reads the file when it renders this folder as a chart (helm.sh/docs/topics/charts, "The Chart File Structure"). */
    boolean isOfChart(String file) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return file.equals(prefix + "values.yaml")
                || file.equals(prefix + "Chart.yaml")
                || Stream.of("templates/", "crds/", "charts/").anyMatch(part -> file.startsWith(prefix + part));
    }

    /** The files that the Application reads. */
    public List<String> files(Tree tree) {
        return tree.list(path).stream().filter(this::reads).toList();
    }

    /** True where nothing is left to read once the chosen objects have left their files. */
    public boolean losesLastFile(Tree tree, Predicate<DeclaredObject> chosen) {
        return files(tree).stream()
                .allMatch(file -> YamlFile.parse(file, tree.read(file).orElse("")).documents().stream()
                        .allMatch(document ->
                                DeclaredObject.of(file, document).filter(chosen).isPresent()));
    }

    /** The file that makes Argo CD render the folder with another tool, if there is one. */
    public Optional<String> tool(Tree tree) {
        return tool(tree.list(path));
    }

    /** @param files at least those of the folder */
    Optional<String> tool(Set<String> files) {
        String prefix = path.isEmpty() ? "" : path + "/";
        return Stream.concat(Stream.of("Chart.yaml"), KustomizationFile.NAMES.stream())
                .map(name -> prefix + name)
                .filter(files::contains)
                .findFirst();
    }
}
