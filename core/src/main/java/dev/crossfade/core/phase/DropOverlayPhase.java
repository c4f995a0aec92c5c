package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves what must stay from the overlay into the customer's file, and lets the Application read that alone. */
final class DropOverlayPhase implements Phase {

    private static final Map<String, String> WHY = Map.of(
            "operator.rollOutPods", "migration: permanent; a changed cilium-config restarts the operator",
            "rollOutCiliumPods", "migration: permanent; a changed cilium-config restarts the agents",
            "prometheus", "migration: permanent; agents tell by metrics alone which nodes they reach",
            "prometheus.enabled", "migration: permanent; agents tell by metrics alone which nodes they reach",
            "operator", "migration: permanent; a changed cilium-config restarts the operator",
            "bpf", "migration: permanent; how the host routed when Calico left",
            "bpf.hostLegacyRouting", "migration: permanent; how the host routed when Calico left");

    @Override
    public String id() {
        return "drop-overlay";
    }

    @Override
    public String title() {
        return "drop the temporary values";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(id(), title(), workspace -> write(migration, workspace))
                .gates("values-unchanged", "pods-managed")
                .revert(
                        "revert; the effective values end as they were. For a moment Argo CD may read your file without the"
                                + " overlay, and the agents restart twice. In two commits nothing restarts: first"
                                + " the Application's file, and when that is synced the values."));
    }

    private static void write(Migration migration, Workspace workspace) {
        YamlFile overlay = YamlFile.parse(
                migration.layout().overlay(),
                workspace.require(migration.layout().overlay()));
        FinalOverlay.require(migration, overlay);
        Map<String, Object> staying =
                Effective.beyondDefaults(root(overlay), migration.cilium().overlayDefaults());
        YamlFile merged = YamlFile.parse("staying values", YamlWriter.write(staying));
        workspace.edit(
                migration.valuesFile(),
                file -> ValuesMerge.merge(List.of(file, merged), path -> WHY.get(path.toString())));
        workspace.edit(
                migration.layout().ciliumApplication(), file -> CiliumApplication.withoutOverlay(migration, file));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> root(YamlFile overlay) {
        Optional<Object> root = overlay.documents().get(0).get(new YamlPath(List.of()));
        return (Map<String, Object>) root.orElse(Map.of());
    }
}
