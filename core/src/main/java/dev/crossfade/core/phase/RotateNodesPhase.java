package dev.crossfade.core.phase;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Workspace;
import java.util.List;

/** States the intent to replace nodes, one commit a wave; the census of nodes and pods is its gate. */
final class RotateNodesPhase implements Phase {

    @Override
    public String id() {
        return "rotate-nodes";
    }

    @Override
    public String title() {
        return "replace the nodes";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Rotation rotation = Rotation.of(migration);
        return Waves.names(migration).stream()
                .map(wave -> Step.of(
                                Waves.stepId(id(), wave),
                                rotation.title(wave),
                                workspace -> write(migration, workspace, wave))
                        .words(NodeWords.of(migration, wave))
                        .prose(rotation.prose(id()))
                        .word("wave", wave)
                        .gates("nodes-replaced", "nodes-ready", "pods-managed")
                        .revert("revert freezes the rotation; nodes that moved stay on Cilium and keep working."))
                .toList();
    }

    private static void write(Migration migration, Workspace workspace, String wave) {
        NodeTemplates templates = migration.nodeTemplates();
        templates.files(wave).forEach(path -> workspace.edit(path, file -> templates.rotate(file, wave)));
    }
}
