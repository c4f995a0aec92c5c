package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The objects of Calico's kustomization as they are in effect, behind its patches and those of its bases. */
public final class KustomizedObjects {

    /** Kinds of which the plan reads values; of all others it reads names. */
    private static final Set<String> READ = Set.of(
            "DaemonSet", "ConfigMap", "Installation", "FelixConfiguration", "IPPool", "BGPConfiguration", "BGPPeer");

    private final List<KeptObject> objects;
    private final KustomizationBuild build;
    private final List<Problem> problems;

    private KustomizedObjects(List<KeptObject> objects, KustomizationBuild build, List<Problem> problems) {
        this.objects = objects;
        this.build = build;
        this.problems = problems;
    }

    public static KustomizedObjects read(CalicoHome.Kustomized home, Tree tree) {
        List<Problem> problems = new ArrayList<>();
        KustomizationBuild build = new KustomizationBuild(new Input(tree, problems));
        return new KustomizedObjects(build.all(home.folder()), build, problems);
    }

    /**
     * What is built beside the chosen objects, as {@code Kind/name} or by what generates it.
     *
     * @throws CrossfadeException what keeps that from being known
     */
    public List<String> beside(Predicate<DeclaredObject> chosen) {
        if (problems.stream().anyMatch(Problem::isBlocker)) {
            throw new CrossfadeException(problems);
        }
        return Stream.concat(
                        objects.stream()
                                .map(KeptObject::object)
                                .filter(chosen.negate())
                                .map(DeclaredObject::kindAndName),
                        build.generators().stream())
                .toList();
    }

    public Optional<RepositoryObject> object(DeclaredObject object) {
        return objects.stream()
                .filter(kept -> kept.object().same(object))
                .map(KustomizedObjects::repositoryObject)
                .findFirst();
    }

    /** The repository's objects with these in the place of what their files and the patches' files say alone. */
    public List<RepositoryObject> over(List<RepositoryObject> repository) {
        List<RepositoryObject> over = new ArrayList<>(repository);
        over.removeIf(object -> build.files().contains(object.file()));
        objects.forEach(kept -> over.add(repositoryObject(kept)));
        return over;
    }

    /** What patches may have changed in a way that is not known here: a plan does not see it. */
    public List<Problem> unread() {
        Map<KustomizationFile.Unread, Set<String>> changes = new LinkedHashMap<>();
        for (KustomizationBuild.Unread unread : build.unread()) {
            if (READ.contains(unread.object().kind())) {
                changes.computeIfAbsent(unread.change(), any -> new LinkedHashSet<>())
                        .add(unread.object().kindAndName());
            }
        }
        List<Problem> problems = new ArrayList<>();
        changes.forEach((change, names) -> problems.add(problem(change, names)));
        return problems;
    }

    private static Problem problem(KustomizationFile.Unread change, Set<String> names) {
        return Problem.warning(
                ErrorCode.CALICO_UNREAD,
                change.where(),
                "this may change " + String.join(", ", names) + " in a way that is not read here (" + change.why()
                        + "), so the plan knows what their files say and not what is in effect",
                "write it as a patch to merge, or as JSON operations add, replace and remove; or look at what kubectl"
                        + " kustomize builds, and answer for it");
    }

    private static RepositoryObject repositoryObject(KeptObject kept) {
        return new RepositoryObject(kept.object().file(), kept.document(), new YamlPath(List.of()));
    }
}
