package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.inventory.KustomizedObjects;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calico that a kustomization builds: changes are patches in that kustomization alone, behind the customer's own, so that
 * bases which others build, too, keep their bytes.
 */
final class KustomizationKeeper implements CalicoKeeper {

    private static final YamlPath PATCHES = YamlPath.of("patches");

    private final CalicoInventory calico;
    private final CalicoHome.Kustomized home;

    KustomizationKeeper(CalicoInventory calico, CalicoHome.Kustomized home) {
        this.calico = calico;
        this.home = home;
    }

    @Override
    public String pinned() {
        return home.file();
    }

    @Override
    public void pin(Workspace workspace, AddressDetection detection, String why) {
        DeclaredObject object = calico.pinnedObject();
        RepositoryObject effective = KustomizedObjects.read(home, workspace)
                .object(object)
                .orElseThrow(() -> Documents.missing(object.file(), object.kindAndName()));
        Map<String, Object> patch = PatchTexts.pin(effective, object, detection);
        workspace.edit(home.file(), file -> file.append(index(file), PATCHES, patch(patch), why));
    }

    @Override
    public void release(Workspace workspace) {
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), owner::pruneInBackground);
        KustomizedObjects built = KustomizedObjects.read(home, workspace);
        workspace.edit(home.file(), file -> {
            YamlFile edited = file;
            String comment = "migration: guards of Calico's objects come off; ends with remove-calico-leftovers";
            for (DeclaredObject object : calico.objects()) {
                Optional<YamlDocument> guarded =
                        built.object(object).map(RepositoryObject::document).filter(SyncOptions::isGuarded);
                if (guarded.isPresent()) {
                    edited = edited.append(
                            index(edited), PATCHES, patch(PatchTexts.release(object, guarded.get())), comment);
                    comment = null;
                }
            }
            return edited;
        });
    }

    private static Map<String, Object> patch(Map<String, Object> text) {
        return Map.of("patch", YamlWriter.write(text).strip());
    }

    @Override
    public boolean keeps(DeclaredObject object) {
        return calico.objects().contains(object);
    }

    /** One patch an object: kustomize 5.5 panics where a file of several patches deletes more than one (seen). */
    @Override
    public void remove(Workspace workspace, Predicate<DeclaredObject> choice) {
        String why = "migration: Calico's objects leave, one patch each; ends with remove-calico-leftovers";
        workspace.edit(home.file(), file -> {
            YamlFile edited = file;
            String comment = file.text().contains(why) ? null : why;
            for (DeclaredObject object :
                    calico.objects().stream().filter(choice).toList()) {
                edited = edited.append(index(edited), PATCHES, Map.of("patch", PatchTexts.delete(object)), comment);
                comment = null;
            }
            return edited;
        });
    }

    @Override
    public List<String> losing(Predicate<DeclaredObject> choice) {
        return List.of(home.file());
    }

    @Override
    public boolean endsWithApplication() {
        return home.alone();
    }

    @Override
    public void arm(Workspace workspace, String finalizer, Predicate<DeclaredObject> rest) {
        requireNothingElse(workspace, rest);
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), file -> owner.withoutSelfHeal(owner.cascade(file, finalizer)));
    }

    /** The entries go, and with them every patch that would find nothing to change any more. */
    @Override
    public void end(Workspace workspace, Predicate<DeclaredObject> rest) {
        KustomizationEnd end = new KustomizationEnd(home, calico, workspace);
        if (home.alone()) {
            requireNothingElse(workspace, rest);
            end.whole();
            workspace.edit(home.owner().path(), home.owner()::without);
        } else {
            end.entries();
        }
    }

    /** What is built since the plan was made would go along with the Application by mistake. */
    private void requireNothingElse(Workspace workspace, Predicate<DeclaredObject> rest) {
        List<String> others = KustomizedObjects.read(home, workspace).beside(rest);
        if (!others.isEmpty()) {
            throw new CrossfadeException(
                    ErrorCode.APPLICATION_FOLDER_CHANGED,
                    Where.file(home.file()),
                    "the kustomization of Application " + home.owner().name()
                            + " builds other objects since the migration began (" + String.join(", ", others)
                            + "), and deleting the Application would delete them",
                    "move them to a folder of their own");
        }
    }

    static int index(YamlFile file) {
        return file.documents().stream().findFirst().map(YamlDocument::index).orElse(0);
    }

    /** The texts of patches: what kustomize merges into an object, or deletes it by. */
    private static final class PatchTexts {

        static String delete(DeclaredObject object) {
            Map<String, Object> patch = new LinkedHashMap<>();
            patch.put("$patch", "delete");
            patch.putAll(identity(object));
            return YamlWriter.write(patch).strip();
        }

        /** Null takes the annotation away. */
        static Map<String, Object> release(DeclaredObject object, YamlDocument effective) {
            Map<String, Object> patch = identity(object);
            Map<String, Object> metadata = metadata(object);
            Map<String, @Nullable Object> annotations = new LinkedHashMap<>();
            String rest = SyncOptions.unguarding(effective);
            annotations.put(SyncOptions.NAME, rest.isEmpty() ? null : rest);
            metadata.put("annotations", annotations);
            patch.put("metadata", metadata);
            return patch;
        }

        /** @param effective the object behind the patches that are there */
        static Map<String, Object> pin(RepositoryObject effective, DeclaredObject object, AddressDetection detection) {
            Map<String, Object> patch = identity(object);
            if (object.kind().equals("Installation")) {
                Object former = effective
                        .get(YamlPath.parse("spec.calicoNetwork.nodeAddressAutodetectionV4"))
                        .orElse(Map.of());
                patch.put(
                        "spec",
                        Map.of(
                                "calicoNetwork",
                                Map.of("nodeAddressAutodetectionV4", only(former, AddressPin.method(detection)))));
                return patch;
            }
            Object former = CalicoNode.of(effective)
                    .flatMap(node -> node.variable(CalicoNode.DETECTION))
                    .flatMap(effective::get)
                    .orElse(Map.of());
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", "calico-node");
            container.put("env", List.of(only(former, AddressPin.variable(detection))));
            patch.put("spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(container)))));
            return patch;
        }

        /** A merge keeps what it does not mention: a key that is there already must be set to null. */
        private static Map<String, Object> only(Object former, Map<String, Object> wanted) {
            if (former instanceof Map<?, ?> fields) {
                fields.keySet().stream()
                        .map(String::valueOf)
                        .filter(key -> !wanted.containsKey(key))
                        .sorted()
                        .forEach(key -> wanted.put(key, null));
            }
            return wanted;
        }

        private static Map<String, Object> identity(DeclaredObject object) {
            Map<String, Object> identity = new LinkedHashMap<>();
            identity.put("apiVersion", object.apiVersion());
            identity.put("kind", object.kind());
            identity.put("metadata", metadata(object));
            return identity;
        }

        private static Map<String, Object> metadata(DeclaredObject object) {
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", object.name());
            if (!object.namespace().isEmpty()) {
                metadata.put("namespace", object.namespace());
            }
            return metadata;
        }
    }
}
