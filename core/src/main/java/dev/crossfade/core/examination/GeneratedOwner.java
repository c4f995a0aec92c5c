package dev.crossfade.core.examination;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.ApplicationRef;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An Application of Calico's that no file keeps, because an ApplicationSet makes it: no phase could edit or delete it, and
 * the set would put back whatever was changed in the cluster (argo-cd applicationset/controllers/applicationset_controller.go,
 * createOrUpdateInCluster).
 */
public final class GeneratedOwner {

    private static final Set<ErrorCode> NOT_FOUND = Set.of(ErrorCode.APPLICATION_NOT_FOUND, ErrorCode.INPUT_NOT_FOUND);

    private GeneratedOwner() {}

    /** One ApplicationSet that makes it, or may. */
    private record Maker(ApplicationSet set, ApplicationSet.Name name) {}

    /** The problems, and in the place of the one that finds no such Application the one that says who makes it. */
    public static List<Problem> instead(List<Problem> problems, MigrationSpec spec, RepositoryScan scan) {
        Optional<ApplicationRef> wanted = spec.calico().source().owner().filter(owner -> !isKept(owner, scan));
        Optional<Problem> generated = wanted.flatMap(owner -> maker(owner, spec, scan))
                .map(maker -> problem(maker, wanted.get(), spec.argo().namespace()));
        if (generated.isEmpty()) {
            return problems;
        }
        String file = wanted.get().file();
        return Stream.concat(
                        problems.stream()
                                .filter(problem -> !NOT_FOUND.contains(problem.code())
                                        || !file.equals(problem.where().file())),
                        generated.stream())
                .toList();
    }

    private static boolean isKept(ApplicationRef wanted, RepositoryScan scan) {
        return scan.users().applications().stream()
                .anyMatch(
                        user -> user.name().equals(wanted.name()) && user.file().equals(wanted.file()));
    }

    /**
     * The likeliest: one that makes it for certain, one in the file where the Application is looked for, one that reads
     * Calico's files. A name such as '{{name}}' alone says nothing.
     */
    private static Optional<Maker> maker(ApplicationRef wanted, MigrationSpec spec, RepositoryScan scan) {
        return scan.applicationSets().stream()
                .flatMap(set -> set.names(wanted.name()).map(name -> new Maker(set, name)).stream())
                .filter(maker -> maker.name().certain()
                        || maker.set().file().equals(wanted.file())
                        || readsCalico(maker.set(), spec, scan))
                .min(Comparator.comparing((Maker maker) -> !maker.name().certain())
                        .thenComparing(maker -> !maker.set().file().equals(wanted.file())));
    }

    private static boolean readsCalico(ApplicationSet set, MigrationSpec spec, RepositoryScan scan) {
        return spec.calico().source().inputs(folder -> scan.files().subSet(folder + "/", folder + "0")).stream()
                .anyMatch(file -> scan.claim(set, file, spec.argo().repoURL()).isPresent());
    }

    private static Problem problem(Maker maker, ApplicationRef wanted, String namespace) {
        String file = maker.set().file();
        String name = wanted.name();
        return Problem.blocker(
                ErrorCode.APPLICATION_GENERATED,
                maker.name().where(),
                maker.set() + (maker.name().certain() ? " makes" : " may make") + " Application " + name + " (by '"
                        + maker.name().written() + "'), so no file of this repository keeps it:"
                        + " phases could not edit it, and nothing would delete it",
                "take it out of the set, in this order and without taking Calico along: 1. keep what it makes: argocd appset"
                        + " generate " + file
                        + " -o yaml. 2. Merge spec.syncPolicy.preserveResourcesOnDeletion: true into"
                        + " the set, with no finalizers in its template, and wait until kubectl -n " + namespace
                        + " get application " + name
                        + " -o jsonpath={.metadata.finalizers} prints nothing. 3. Take this"
                        + " cluster out of its generators, and wait until the Application is gone; Calico stays."
                        + " 4. Commit Application " + name + " as a file of its own, without finalizers and"
                        + " ownerReferences, which an Application that prunes applies; name that file in crossfade.yaml");
    }
}
