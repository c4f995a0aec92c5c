package dev.crossfade.core.phase;

import dev.crossfade.core.yaml.YamlPath;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of the connectivity probe: a DaemonSet with its account and the right to list pods. */
final class Probe {

    private Probe() {}

    /** Path to text of every object. */
    static SortedMap<String, String> files(Migration migration, String image) {
        Layout layout = migration.layout();
        String name = layout.probe();
        SortedMap<String, String> files = new TreeMap<>();
        files.put(
                layout.manifest("ServiceAccount", name),
                named(migration, "serviceaccount-probe", name).text());
        files.put(
                layout.manifest("Role", name),
                named(migration, "role-probe", name).text());
        files.put(
                layout.manifest("RoleBinding", name),
                named(migration, "rolebinding-probe", name)
                        .set("roleRef.name", name)
                        .set(0, YamlPath.of("subjects", 0, "name"), name)
                        .text());
        files.put(
                layout.manifest("DaemonSet", name),
                named(migration, "daemonset-probe", name)
                        .set("spec.template.spec.serviceAccountName", name)
                        .set(0, YamlPath.of("spec", "template", "spec", "containers", 0, "image"), image)
                        .text());
        return files;
    }

    private static Manifest named(Migration migration, String template, String name) {
        return Manifest.of(migration.templates(), "prepare/" + template + ".yaml")
                .set("metadata.name", name);
    }
}
