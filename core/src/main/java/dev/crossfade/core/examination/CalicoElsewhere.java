package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;
import java.util.stream.Stream;

/** Objects of Calico's API that others keep in Git: no phase removes them, and without their API nobody can sync them. */
public final class CalicoElsewhere {

    private static final String APIS = "remove-calico-workloads-apis";
    private static final String WORKLOADS = "remove-calico-workloads";
    private static final String LEFTOVERS = "remove-calico-leftovers";

    private CalicoElsewhere() {}

    static List<Problem> check(String file, Migration migration, RepositoryScan scan, List<RepositoryObject> objects) {
        Appliers appliers = scan.appliers(file, migration.spec());
        return objects.stream()
                .filter(CalicoElsewhere::isCalicos)
                .filter(object -> !isOwn(migration, scan, object.file()))
                .flatMap(object -> finding(migration, appliers, object))
                .toList();
    }

    /** The objects of a file that must have left Git before the merge of this commit, in words for people. */
    public static List<String> due(Migration migration, String commit, List<RepositoryObject> objects) {
        return objects.stream()
                .filter(CalicoElsewhere::isCalicos)
                .filter(object -> deadline(migration, object).equals(commit))
                .map(RepositoryObject::title)
                .toList();
    }

    private static boolean isCalicos(RepositoryObject object) {
        DeclaredObject declared = DeclaredObject.of(object);
        return CalicoNames.isCustomResource(declared) || object.group().equals("operator.tigera.io");
    }

    /** Calico's files are read object by object, and patches of its kustomization are no objects. */
    private static boolean isOwn(Migration migration, RepositoryScan scan, String path) {
        return migration.inventory().calico().files().contains(path)
                || (migration.inventory().calico().home() instanceof CalicoHome.Kustomized home
                        && scan.users().kustomizations(path).contains(home.file()));
    }

    private static Stream<Problem> finding(Migration migration, Appliers appliers, RepositoryObject object) {
        List<String> certain = appliers.certain(object.file());
        List<String> who = certain.isEmpty() ? appliers.possible(object.file()) : certain;
        if (who.isEmpty()) {
            return Stream.empty();
        }
        String deadline = deadline(migration, object);
        return Stream.of(Problem.warning(
                ErrorCode.CALICO_OBJECT_ELSEWHERE,
                object.where(),
                object.title() + " (" + object.text("apiVersion") + ") is outside Calico's own files, and "
                        + String.join(", ", who)
                        + (certain.isEmpty() ? " may apply it" : " applies it") + ": no phase removes it, and "
                        + (isStaged(migration, object)
                                ? "who applies it would bring it back when " + deadline + " has deleted it"
                                : "when " + deadline + " has taken its API away, who applies it cannot sync any more"),
                "take it out of Git when remove-calico-workloads-prune is done and before the merge of " + deadline
                        + ", whose message names " + object.file() + " again"));
    }

    /** The commit before whose merge the object must have left Git. */
    private static String deadline(Migration migration, RepositoryObject object) {
        DeclaredObject declared = DeclaredObject.of(object);
        boolean served = CalicoNames.isIn(migration.calico().apis(), declared)
                || CalicoNames.isAggregated(
                        declared, migration.inventory().calico().nativeCrds());
        if (served) {
            boolean apart =
                    Sequence.of(migration).stream().anyMatch(entry -> entry.id().equals(APIS));
            return apart ? APIS : WORKLOADS;
        }
        return isStaged(migration, object) ? WORKLOADS : LEFTOVERS;
    }

    private static boolean isStaged(Migration migration, RepositoryObject object) {
        DeclaredObject declared = DeclaredObject.of(object);
        return CalicoNames.isIn(migration.calico().apis(), declared)
                || CalicoNames.isIn(migration.calico().workloads(), declared);
    }
}
