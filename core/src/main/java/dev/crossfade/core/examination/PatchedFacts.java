package dev.crossfade.core.examination;

import dev.crossfade.core.kustomize.Overrides;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.KustomizeLayers;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a kustomization that is not Calico's own puts over objects that the plan takes for facts: only what their files say is
 * known of these.
 */
final class PatchedFacts {

    private static final Set<String> CALICOS = Set.of("IPPool", "FelixConfiguration", "BGPConfiguration", "BGPPeer");

    /** No check reads more of them. */
    private static final List<YamlPath> FIELDS = List.of(YamlPath.of("spec"));

    private final Map<Overrides.Found, Set<String>> found = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private PatchedFacts() {}

    static List<Problem> check(
            String file, Migration migration, Tree start, RepositoryScan scan, List<RepositoryObject> objects) {
        PatchedFacts facts = new PatchedFacts();
        List<String> calicos = migration.inventory().calico().files();
        KustomizeLayers layers = scan.layers(file, migration.spec());
        objects.stream()
                .filter(object -> isFact(object) && object.root().steps().isEmpty())
                .filter(object -> !calicos.contains(object.file()))
                .forEach(object -> facts.object(object, layers, start));
        facts.found.forEach((change, names) -> facts.problems.add(problem(change, names)));
        return facts.problems;
    }

    private static boolean isFact(RepositoryObject object) {
        return CALICOS.stream().anyMatch(kind -> Signs.isCalicos(object, kind))
                || (object.kind().equals("Installation") && object.group().equals("operator.tigera.io"));
    }

    private void object(RepositoryObject object, KustomizeLayers layers, Tree start) {
        YamlDocument document = object.document();
        List<Problem> unreadable = new ArrayList<>();
        layers.found(new KustomizeLayers.Subject(object.file(), document, FIELDS), false, start, unreadable)
                .forEach(change -> found.computeIfAbsent(change, any -> new LinkedHashSet<>())
                        .add(object.title()));
        unreadable.forEach(problem -> problems.add(unread(problem.where(), problem.message())));
    }

    private static Problem problem(Overrides.Found change, Set<String> names) {
        return unread(
                change.where(),
                change.what() + " may change " + String.join(", ", names)
                        + " in a kustomization that is not Calico's own, so the plan knows what the file says and not what is"
                        + " in effect");
    }

    private static Problem unread(Where where, String message) {
        return Problem.warning(
                ErrorCode.CALICO_UNREAD,
                where,
                message,
                "write the value into the object's own file; or look at what kubectl kustomize builds, and answer for it");
    }
}
