package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.Map;

/** Writes the guarded CiliumNodeConfig that makes Cilium the CNI on labelled nodes, before any node has the label. */
final class NodeConfigPhase implements Phase {

    @Override
    public String id() {
        return "node-config";
    }

    @Override
    public String title() {
        return "let labelled nodes use Cilium";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Layout layout = migration.layout();
        return List.of(Step.of(id(), title(), workspace -> write(migration, workspace))
                .word("hostPorts", migration.spec().calico().hostPorts())
                .gates("node-config", "nothing-moved")
                .undoGates("nothing-migrated")
                .rollback(
                        "crossfade rollback node-config, not git revert: the guard comes off first, else the object"
                                + " outlives its file. Only while no node is migrated.",
                        (before, after) -> Reversal.after(
                                prepared -> prepared.edit(layout.nodeConfig(), NodeConfigPhase::withoutGuard),
                                before,
                                after)));
    }

    private void write(Migration migration, Workspace workspace) {
        String text = Manifest.of(migration.templates(), id() + "/ciliumnodeconfig.yaml")
                .set("apiVersion", migration.cilium().nodeConfigApi())
                .set(
                        "spec.nodeSelector.matchLabels",
                        Map.of(migration.spec().nodes().label(), "true"))
                .set(
                        "spec.defaults.cni-chaining-mode",
                        migration.spec().calico().hostPorts() ? "portmap" : "none")
                .set(
                        "spec.defaults.cni-exclusive",
                        String.valueOf(migration.spec().cilium().cniExclusive()))
                .text();
        workspace.write(migration.layout().nodeConfig(), text);
    }

    static YamlFile withoutGuard(YamlFile file) {
        return SyncOptions.withoutGuard(file, 0);
    }
}
