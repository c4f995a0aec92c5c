package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import java.util.List;

/** Makes Cilium the CNI of every node by its own configuration, and takes the guard off the CiliumNodeConfig. */
final class FinalizeCiliumPhase implements Phase {

    @Override
    public String id() {
        return "finalize-cilium";
    }

    @Override
    public String title() {
        return "make Cilium the network for good";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(id(), title(), workspace -> write(migration.layout(), workspace))
                .gates("cilium-final", "nodes-ready", "pods-managed")
                .revert("revert, until retire-node-config is merged; after that revert that one first: without the"
                        + " CiliumNodeConfig the former values give no pod a network."));
    }

    private static void write(Layout layout, Workspace workspace) {
        Overlay.set(
                workspace,
                layout,
                "cni.customConf",
                false,
                "migration: every agent writes the CNI configuration itself (the default); ends with drop-overlay");
        Overlay.set(
                workspace,
                layout,
                "operator.unmanagedPodWatcher.restart",
                true,
                "migration: no pod is left on Calico, so the watcher may act (the default); ends with drop-overlay");
        Overlay.remove(workspace, layout, "operator.setNodeTaints");
        workspace.edit(layout.nodeConfig(), NodeConfigPhase::withoutGuard);
    }
}
