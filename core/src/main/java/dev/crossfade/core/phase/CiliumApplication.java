package dev.crossfade.core.phase;

import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The multi-source Application that keeps Cilium: the chart, with the customer's values and the overlay from Git. */
final class CiliumApplication {

    private static final YamlPath VALUE_FILES = YamlPath.of("spec", "sources", 0, "helm", "valueFiles");

    private CiliumApplication() {}

    static String manifest(Migration migration) {
        ChartReference chart = ChartReference.of(migration);
        Manifest manifest = Manifest.of(migration.templates(), "install-cilium/application-cilium.yaml")
                .set("metadata.name", migration.spec().cilium().application())
                .set("metadata.namespace", migration.spec().argo().namespace())
                .set("spec.project", migration.spec().argo().project())
                .set("spec.destination", Destination.of(migration, Layout.NAMESPACE))
                .set(0, YamlPath.of("spec", "sources", 0, "repoURL"), chart.repoURL());
        if (!chart.fields().containsKey("chart")) {
            manifest = manifest.remove(0, YamlPath.of("spec", "sources", 0, "chart"));
        }
        for (Map.Entry<String, Object> field : chart.fields().entrySet()) {
            manifest = manifest.set(0, YamlPath.of("spec", "sources", 0, field.getKey()), field.getValue());
        }
        List<String> files = new ArrayList<>();
        migration.spec().cilium().values().forEach(file -> files.add("$values/" + file));
        files.add(overlay(migration));
        return manifest.set(0, VALUE_FILES, files)
                .set(
                        0,
                        YamlPath.of("spec", "sources", 1, "repoURL"),
                        migration.spec().argo().repoURL())
                .set(
                        0,
                        YamlPath.of("spec", "sources", 1, "targetRevision"),
                        migration.spec().git().branch())
                .text();
    }

    /** The Application reads the customer's values alone. */
    static YamlFile withoutOverlay(Migration migration, YamlFile file) {
        @SuppressWarnings("unchecked")
        List<Object> files =
                (List<Object>) file.documents().get(0).get(VALUE_FILES).orElse(List.of());
        int position = files.indexOf(overlay(migration));
        return position < 0 ? file : file.remove(0, VALUE_FILES.child(position));
    }

    /** True where the sync policy of the migration is the one that the customer wants for good. */
    static boolean keepsSyncPolicy(Migration migration) {
        YamlFile installed = YamlFile.parse("installed", manifest(migration));
        return installed
                .documents()
                .get(0)
                .get(YamlPath.parse("spec"))
                .equals(withFinalSyncPolicy(migration, installed)
                        .documents()
                        .get(0)
                        .get(YamlPath.parse("spec")));
    }

    /** The keys of the sync policy that the customer names; without automated among them, people sync from then on. */
    static YamlFile withFinalSyncPolicy(Migration migration, YamlFile file) {
        YamlPath automated = YamlPath.parse("spec.syncPolicy.automated");
        YamlFile edited =
                migration.spec().argo().finalSyncPolicy().get("automated") == null ? file.remove(0, automated) : file;
        for (Map.Entry<String, Object> field :
                migration.spec().argo().finalSyncPolicy().entrySet()) {
            if (field.getValue() != null) {
                edited = edited.set(0, YamlPath.of("spec", "syncPolicy", field.getKey()), field.getValue(), null);
            }
        }
        return edited;
    }

    private static String overlay(Migration migration) {
        return "$values/" + migration.layout().overlay();
    }
}
