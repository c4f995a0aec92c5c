package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.FileUser;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bases of Calico's kustomization keep their bytes, so that every cluster's overlay may build them; who applies one to this
 * cluster a second time would bring back what phases remove.
 */
final class SharedBases {

    private SharedBases() {}

    /**
     * @param start the tree before the first phase
     * @param scan of that tree or a later one
     */
    static List<Problem> check(
            String file, Migration migration, Tree start, RepositoryScan scan, RemainingEdits remaining) {
        if (!(migration.inventory().calico().home() instanceof CalicoHome.Kustomized home)
                || remaining.among(List.of(home.file()), migration).isEmpty()) {
            return List.of();
        }
        Appliers appliers = scan.appliers(file, migration.spec());
        List<String> edited = InventoryReader.edited(migration.spec(), start);
        Map<Map<String, Boolean>, String> first = new LinkedHashMap<>();
        for (String base : migration.inventory().calico().files()) {
            if (!edited.contains(base)) {
                first.putIfAbsent(appliers.beside(base, user -> isCalicos(user, home)), base);
            }
        }
        first.remove(Map.of());
        return first.entrySet().stream()
                .map(entry -> problem(entry.getValue(), entry.getKey(), cure(migration, scan, entry)))
                .toList();
    }

    /** An ApplicationSet that finds the folder finds whatever lies there. */
    private static String cure(
            Migration migration, RepositoryScan scan, Map.Entry<Map<String, Boolean>, String> applied) {
        FoundFolders found = new FoundFolders(migration, scan);
        String alone = "let Calico's Application alone apply it to this cluster";
        List<ApplicationSet> sets = scan.applicationSets().stream()
                .filter(set -> Boolean.TRUE.equals(applied.getKey().get(set.toString())))
                .toList();
        return found.add(applied.getValue(), sets) == 0 ? alone : alone + ": " + found.cure();
    }

    private static boolean isCalicos(FileUser user, CalicoHome.Kustomized home) {
        return user.name().equals(home.owner().name())
                && user.file().equals(home.owner().path());
    }

    private static Problem problem(String base, Map<String, Boolean> appliers, String cure) {
        boolean certain = appliers.containsValue(true);
        return new Problem(
                ErrorCode.FILE_SHARED,
                certain ? Severity.BLOCKER : Severity.WARNING,
                Where.file(base),
                "Calico's kustomization builds this file, and " + String.join(", ", appliers.keySet())
                        + (certain ? " applies it to this cluster, too" : " may apply it to this cluster, too")
                        + ": what phases remove of Calico would come back",
                certain
                        ? cure
                        : "look whether that is another cluster; if it is, answer for it, and if not, take it out there");
    }
}
