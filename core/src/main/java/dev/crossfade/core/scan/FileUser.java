package dev.crossfade.core.scan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One Application or kustomization, which reads files of the repository.
 *
 * @param kind Application or Kustomization
 * @param name the Application's name, or the kustomization's path
 * @param file the file that it is written in
 * @param cluster where an Application applies what it reads
 * @param namespace where an Application puts objects that name none, and a kustomization all of them; empty where it says
 *     nothing
 * @param folders what an Application syncs as plain manifests
 * @param rendered folders that an Application has rendered by a tool; a chart's recurse, a kustomization's do not
 * @param given the namespaces that an Application's options give to all that the kustomizations of these folders build
 * @param files single files and folders that it names, from the repository's root
 * @param charts names of charts from elsewhere that it has rendered
 * @param prunes true for an Application that by itself deletes what leaves Git
 */
public record FileUser(
        String kind,
        String name,
        String file,
        ClusterName cluster,
        String namespace,
        List<SyncedFolder> folders,
        List<SyncedFolder> rendered,
        Map<String, Set<String>> given,
        List<String> files,
        List<String> charts,
        boolean prunes) {

    public boolean reads(String path) {
        return files.contains(path)
                || folders.stream().anyMatch(folder -> folder.reads(path))
                || rendered.stream().anyMatch(folder -> folder.recurse() && folder.isOfChart(path));
    }

    /** True where the Application has this very kustomization built. */
    boolean builds(String kustomization) {
        return rendered.stream().anyMatch(folder -> !folder.recurse() && folder.holds(kustomization));
    }

    /** True where the file lies in a folder whose kustomization or chart the Application has rendered. */
    boolean renders(String path) {
        return rendered.stream().anyMatch(folder -> folder.holds(path));
    }

    /** True where the user comes upon a symbolic link: in a folder of its own, or on the way to what it names. */
    boolean meets(String link) {
        return files.stream().anyMatch(file -> isOnTheWay(link, file))
                || Stream.concat(folders.stream(), rendered.stream())
                        .anyMatch(folder -> folder.holds(link) || isOnTheWay(link, folder.path()));
    }

    private static boolean isOnTheWay(String link, String path) {
        return path.equals(link) || path.startsWith(link + "/");
    }

    public boolean isApplication() {
        return kind.equals("Application");
    }

    @Override
    public String toString() {
        return isApplication() ? "Application " + name + " (" + file + ")" : file;
    }
}
