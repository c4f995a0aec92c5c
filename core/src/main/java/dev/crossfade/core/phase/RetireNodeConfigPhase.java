package dev.crossfade.core.phase;

import java.util.List;

/** Deletes the CiliumNodeConfig: what it said is by now every agent's own configuration. */
final class RetireNodeConfigPhase implements Phase {

    @Override
    public String id() {
        return "retire-node-config";
    }

    @Override
    public String title() {
        return "retire the CiliumNodeConfig";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(Step.of(
                        id(),
                        title(),
                        workspace -> workspace.delete(migration.layout().nodeConfig()))
                .gates("node-config-gone", "nodes-ready", "pods-managed")
                .revert("revert; the object comes back and changes nothing until an agent restarts."));
    }
}
