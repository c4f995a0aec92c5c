package dev.crossfade.core.phase;

import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The objects of the connectivity probe: a DaemonSet with its account and the right to list pods. */
final class Probe {

    private static final String INSTANCE = "app.kubernetes.io/instance";

    /** Where LABEL_SELECTOR stands in the template's environment. */
    private static final int SELECTOR_POSITION = 0;

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
        files.put(layout.manifest("DaemonSet", name), daemonSet(migration, name, image));
        return files;
    }

    /** The instance's label keeps it apart from a Goldpinger that somebody runs in the same namespace. */
    private static String daemonSet(Migration migration, String name, String image) {
        Manifest manifest = PullSecrets.into(named(migration, "daemonset-probe", name), migration.spec())
                .set("spec.template.spec.serviceAccountName", name)
                .set(0, YamlPath.of("spec", "template", "spec", "containers", 0, "image"), image);
        for (YamlPath labels : List.of(
                YamlPath.parse("metadata.labels"),
                YamlPath.parse("spec.selector.matchLabels"),
                YamlPath.parse("spec.template.metadata.labels"))) {
            manifest = manifest.set(0, labels.child(INSTANCE), name);
        }
        YamlPath environment = YamlPath.of("spec", "template", "spec", "containers", 0, "env");
        return manifest.set(0, environment.child(SELECTOR_POSITION).child("value"), INSTANCE + "=" + name)
                .text();
    }

    private static Manifest named(Migration migration, String template, String name) {
        return Manifest.of(migration.templates(), "prepare/" + template + ".yaml")
                .set("metadata.name", name);
    }
}
