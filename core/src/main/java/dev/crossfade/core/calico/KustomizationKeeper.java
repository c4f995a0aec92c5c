package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.inventory.KustomizedObjects;
import dev.crossfade.core.inventory.RepositoryObject;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

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
        CalicoObject object = calico.pinnedObject();
        RepositoryObject effective = KustomizedObjects.read(home, workspace)
                .object(object)
                .orElseThrow(() -> Documents.missing(object.file(), object.kindAndName()));
        Map<String, Object> patch = PatchTexts.pin(effective, object, detection);
        workspace.edit(
                home.file(),
                file -> file.append(
                        index(file),
                        PATCHES,
                        Map.of("patch", YamlWriter.write(patch).strip()),
                        why));
    }

    @Override
    public void release(Workspace workspace) {
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), owner::pruneInBackground);
    }

    @Override
    public boolean keeps(CalicoObject object) {
        return calico.objects().contains(object);
    }

    /** One patch an object: kustomize 5.5 panics where a file of several patches deletes more than one (seen). */
    @Override
    public void remove(Workspace workspace, Predicate<CalicoObject> choice) {
        String why = "migration: Calico's objects leave, one patch each; ends with remove-calico-leftovers";
        workspace.edit(home.file(), file -> {
            YamlFile edited = file;
            String comment = file.text().contains(why) ? null : why;
            for (CalicoObject object : calico.objects().stream().filter(choice).toList()) {
                edited = edited.append(index(edited), PATCHES, Map.of("patch", PatchTexts.delete(object)), comment);
                comment = null;
            }
            return edited;
        });
    }

    @Override
    public List<String> losing(Predicate<CalicoObject> choice) {
        return List.of(home.file());
    }

    @Override
    public boolean endsWithApplication() {
        return home.alone();
    }

    @Override
    public void arm(Workspace workspace, String finalizer, Predicate<CalicoObject> rest) {
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), file -> owner.withoutSelfHeal(owner.cascade(file, finalizer)));
    }

    /** The entries go, and with them every patch that would find nothing to change any more. */
    @Override
    public void end(Workspace workspace, Predicate<CalicoObject> rest) {
        KustomizationEnd end = new KustomizationEnd(home, calico, workspace);
        if (home.alone()) {
            end.whole();
            workspace.edit(home.owner().path(), home.owner()::without);
        } else {
            end.entries();
        }
    }

    static int index(YamlFile file) {
        return file.documents().stream().findFirst().map(YamlDocument::index).orElse(0);
    }

    /** The texts of patches: what kustomize merges into an object, or deletes it by. */
    private static final class PatchTexts {

        static String delete(CalicoObject object) {
            Map<String, Object> patch = new LinkedHashMap<>();
            patch.put("$patch", "delete");
            patch.putAll(identity(object));
            return YamlWriter.write(patch).strip();
        }

        /** @param effective the object behind the patches that are there */
        static Map<String, Object> pin(RepositoryObject effective, CalicoObject object, AddressDetection detection) {
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

        private static Map<String, Object> identity(CalicoObject object) {
            Map<String, Object> identity = new LinkedHashMap<>();
            identity.put("apiVersion", object.apiVersion());
            identity.put("kind", object.kind());
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("name", object.name());
            if (!object.namespace().isEmpty()) {
                metadata.put("namespace", object.namespace());
            }
            identity.put("metadata", metadata);
            return identity;
        }
    }
}
