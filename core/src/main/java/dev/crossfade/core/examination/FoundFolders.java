package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Folders that a git generator's directories bring an ApplicationSet: a file of its own would be read there again. */
final class FoundFolders {

    private final Migration migration;
    private final RepositoryScan scan;

    /** By the sets' words. */
    private final Map<String, SortedSet<String>> folders = new TreeMap<>();

    FoundFolders(Migration migration, RepositoryScan scan) {
        this.migration = migration;
        this.scan = scan;
    }

    /** Of those that read this file, how many an exclusion would keep from it; their folders are remembered. */
    long add(String file, List<ApplicationSet> sets) {
        return sets.stream().filter(set -> add(file, set)).count();
    }

    private boolean add(String file, ApplicationSet set) {
        List<String> found = scan.found(set, file, migration.spec().argo().repoURL()).stream()
                .filter(folder -> isHeldBy(folder, file))
                .toList();
        if (!found.isEmpty()) {
            folders.computeIfAbsent(set.toString(), any -> new TreeSet<>()).addAll(found);
        }
        return !found.isEmpty();
    }

    /** A kustomization of others, which builds the file from elsewhere, has a purpose of its own. */
    private boolean isHeldBy(String folder, String file) {
        return file.startsWith(folder + "/")
                || (migration.inventory().calico().home() instanceof CalicoHome.Kustomized home
                        && home.folder().equals(folder));
    }

    /** What to do for all that were added. */
    String cure() {
        List<String> cures = new ArrayList<>();
        folders.forEach((set, held) -> cures.add("exclude " + words(held) + " in the generator of " + set
                + ", by an entry of directories with exclude: true" + (held.size() == 1 ? "" : " for each")));
        return String.join("; ", cures)
                + ": any other file in a folder that it finds would be read, too. Before that merge"
                + " spec.syncPolicy.preserveResourcesOnDeletion: true into the set, with no finalizers in its template,"
                + " and wait until its Applications have none: else Argo CD deletes what they have applied";
    }

    private static String words(SortedSet<String> held) {
        List<String> names = List.copyOf(held);
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : names.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + names.get(last);
    }
}
