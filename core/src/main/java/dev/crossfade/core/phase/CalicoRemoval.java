package dev.crossfade.core.phase;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.inventory.SyncOptions;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes documents of Calico's objects out of the files that keep them; all other documents keep their bytes. */
public final class CalicoRemoval {

    private CalicoRemoval() {}

    /** Removes every document that the choice names; a file without a document left goes. */
    static void remove(Workspace workspace, List<String> files, Predicate<CalicoObject> choice) {
        for (String path : files) {
            if (workspace.read(path).isPresent()) {
                workspace.edit(path, file -> without(file, choice));
            }
        }
    }

    /** True where the phases leave nothing in the folder of Calico's Application, so that it has to go, too. */
    static boolean emptiesFolder(Migration migration) {
        return migration.inventory().otherFiles().isEmpty()
                && migration.inventory().objects().stream()
                        .allMatch(object -> isNamed(object, migration.calico()) && !belongsToKubernetes(object));
    }

    private static boolean belongsToKubernetes(CalicoObject object) {
        return object.name().endsWith(".policy.networking.k8s.io");
    }

    /** Takes the guards off everything that a phase removes: a guard counts on the live object, so it goes one commit before. */
    static void unguard(Workspace workspace, Migration migration) {
        for (String path : migration.inventory().calicoFiles()) {
            workspace.edit(path, file -> {
                YamlFile edited = file;
                for (YamlDocument document : file.documents()) {
                    boolean named = CalicoObject.of(path, document)
                            .filter(object -> isNamed(object, migration.calico()))
                            .isPresent();
                    edited = named ? SyncOptions.withoutGuard(edited, document.index()) : edited;
                }
                return edited;
            });
        }
    }

    /** The files that lose something by such a removal, for people to read. */
    static String losing(Migration migration, Predicate<CalicoObject> choice) {
        return migration.inventory().objects().stream()
                .filter(choice)
                .map(CalicoObject::file)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** True where some phase removes the object, or where it stays on purpose. */
    public static boolean isNamed(CalicoObject object, CalicoFacts calico) {
        return calico.workloads().contains(object.kindAndName())
                || calico.companions().contains(object.kindAndName())
                || isCrd(object, calico)
                || isCustomResource(object)
                || belongsToKubernetes(object);
    }

    /** One of Calico's own CRDs; those of policy.networking.k8s.io belong to Kubernetes. */
    static boolean isCrd(CalicoObject object, CalicoFacts calico) {
        String group = ".crd.projectcalico.org";
        String name = object.name();
        return object.kind().equals("CustomResourceDefinition")
                && name.endsWith(group)
                && calico.crds().contains(name.substring(0, name.length() - group.length()));
    }

    static boolean isCustomResource(CalicoObject object) {
        return object.apiVersion().startsWith("crd.projectcalico.org/")
                || object.apiVersion().startsWith("projectcalico.org/");
    }

    private static YamlFile without(YamlFile file, Predicate<CalicoObject> choice) {
        List<Integer> doomed = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            if (CalicoObject.of(file.name(), document).filter(choice).isPresent()) {
                doomed.add(document.index());
            }
        }
        Collections.reverse(doomed);
        YamlFile rest = file;
        for (int index : doomed) {
            rest = rest.removeDocument(index);
        }
        return rest;
    }
}
