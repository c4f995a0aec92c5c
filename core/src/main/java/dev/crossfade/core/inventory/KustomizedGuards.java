package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.Overrides;
import dev.crossfade.core.kustomize.PatchFiles;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses what a kustomization of Calico's, or its Application, says behind the migration's own patches: a guard that they
 * cannot take off would keep the object for good.
 */
public final class KustomizedGuards {

    /** The whole of an object; kustomize fails on a number for one that a patch has deleted (seen with 5.5). */
    private static final List<YamlPath> ANYTHING = List.of(new YamlPath(List.of()), YamlPath.parse("spec.replicas"));

    private final CalicoInventory calico;
    private final CalicoHome.Kustomized home;
    private final List<Problem> problems = new ArrayList<>();

    private KustomizedGuards(CalicoInventory calico, CalicoHome.Kustomized home) {
        this.calico = calico;
        this.home = home;
    }

    /**
     * @param start the files that the migration starts from
     * @param released the same, once guards are taken off
     */
    public static List<Problem> check(CalicoInventory calico, Tree start, Tree released) {
        if (!(calico.home() instanceof CalicoHome.Kustomized home)) {
            return List.of();
        }
        KustomizedGuards guards = new KustomizedGuards(calico, home);
        guards.stay(released);
        start.read(home.owner().path())
                .flatMap(text -> ApplicationFile.search(
                        YamlFile.parse(home.owner().path(), text), home.owner().name()))
                .ifPresent(application -> guards.options(application, start));
        return guards.problems;
    }

    private void stay(Tree released) {
        KustomizedObjects built = KustomizedObjects.read(home, released);
        Map<Where, Set<String>> places = new LinkedHashMap<>();
        for (DeclaredObject object : calico.objects()) {
            built.object(object)
                    .map(RepositoryObject::document)
                    .filter(SyncOptions::isGuarded)
                    .ifPresent(document -> places.computeIfAbsent(
                                    document.where(SyncOptions.ANNOTATION), any -> new LinkedHashSet<>())
                            .add(object.kindAndName()));
        }
        places.forEach((where, names) -> problems.add(Problem.blocker(
                ErrorCode.FILE_OVERRIDDEN,
                where,
                "this guards " + some(names) + " behind all patches (" + SyncOptions.NAME
                        + "), so no phase can take the guard off, and the objects would stay in the cluster for good",
                "take the guard out here, or write it as a patch: remove-calico-workloads-prune takes that off")));
    }

    private static String some(Set<String> names) {
        String first = names.iterator().next();
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more of Calico's objects";
    }

    private void options(YamlDocument application, Tree tree) {
        YamlPath base = YamlPath.parse("spec.source.kustomize");
        if (application.get(base).isEmpty()) {
            return;
        }
        YamlPath common = base.child("commonAnnotations").child(SyncOptions.NAME);
        application
                .get(common)
                .filter(SyncOptions::isGuard)
                .ifPresent(guard -> problems.add(Problem.blocker(
                        ErrorCode.FILE_OVERRIDDEN,
                        application.where(common),
                        "Application " + home.owner().name() + " guards all that it builds (" + guard
                                + ") behind every patch, so Calico's objects would stay in the cluster for good",
                        "take the guard out here, or write it as a patch in " + home.file()
                                + ": remove-calico-workloads-prune takes that off")));
        KustomizedObjects built = KustomizedObjects.read(home, tree);
        Overrides overrides = Overrides.read(application, base, home.file(), PatchFiles.of(tree), problems);
        Set<Where> told = new LinkedHashSet<>();
        for (DeclaredObject object : calico.objects()) {
            Optional<YamlDocument> document = built.object(object).map(RepositoryObject::document);
            document.stream()
                    .flatMap(each -> overrides.over(each, ANYTHING, overrides.renames()).stream())
                    .filter(found -> told.add(found.where()))
                    .forEach(found -> problems.add(Problem.blocker(
                            ErrorCode.FILE_OVERRIDDEN,
                            found.where(),
                            found.what() + " of Application " + home.owner().name() + " is for " + object.kindAndName()
                                    + " and comes behind the migration's own patches, so these would not be the last word",
                            "move it to the end of patches in " + home.file())));
        }
    }
}
