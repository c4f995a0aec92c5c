package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ends the migration: temporary files go, the Application gets the sync policy that it keeps. */
final class HandOverPhase implements Phase {

    @Override
    public String id() {
        return "hand-over";
    }

    @Override
    public String title() {
        return "hand the cluster over";
    }

    @Override
    public List<Step> steps(Migration migration) {
        boolean keepsSyncPolicy = CiliumApplication.keepsSyncPolicy(migration);
        return List.of(Step.of(id(), title(), workspace -> write(migration, workspace))
                .words(NodeWords.of(migration))
                .word("keeps", keepsSyncPolicy)
                .word("export", export(migration))
                .word("stays", migration.staying().isPresent())
                .gates("values-unchanged", "pods-managed")
                .revert(undo(migration, keepsSyncPolicy)));
    }

    private static String undo(Migration migration, boolean keepsSyncPolicy) {
        Map<String, Object> words = NodeWords.of(migration);
        List<String> changed = new ArrayList<>(List.of("the markers"));
        if (!keepsSyncPolicy) {
            changed.add("the Application's sync policy");
        }
        if (!String.valueOf(words.get("nodePools")).isEmpty()) {
            changed.add("the budgets of NodePools");
        }
        if (!String.valueOf(words.get("workerTemplates")).isEmpty()) {
            changed.add("the copied KubeadmConfigTemplates, which come back");
        }
        migration.staying().ifPresent(calicos -> changed.add("the sync policy of Application " + calicos.name()));
        String last = changed.remove(changed.size() - 1);
        return "revert; nothing in the cluster changes but "
                + (changed.isEmpty() ? "" : String.join(", ", changed) + " and ")
                + last
                + ".";
    }

    /** The folder that the objects were exported to, where there is one. */
    private static String export(Migration migration) {
        return migration.inventory().calico().home() instanceof CalicoHome.Live live ? live.folder() : "";
    }

    private static void write(Migration migration, Workspace workspace) {
        Layout layout = migration.layout();
        workspace.delete(layout.overlay());
        workspace.delete(layout.runbook());
        if (migration.inventory().calico().home() instanceof CalicoHome.Live live) {
            live.files().stream()
                    .filter(file -> workspace.read(file).isPresent())
                    .forEach(workspace::delete);
        }
        migration
                .staying()
                .filter(owner -> workspace
                        .read(owner.path())
                        .filter(text -> owner.isIn(YamlFile.parse(owner.path(), text)))
                        .isPresent())
                .ifPresent(owner -> workspace.edit(owner.path(), owner::released));
        NodeTemplates templates = migration.nodeTemplates();
        templates.files().forEach(path -> workspace.edit(path, templates::release));
        workspace.write(layout.readme(), Readme.atEnd(migration));
        workspace.edit(layout.ciliumApplication(), file -> CiliumApplication.withFinalSyncPolicy(migration, file));
    }
}
