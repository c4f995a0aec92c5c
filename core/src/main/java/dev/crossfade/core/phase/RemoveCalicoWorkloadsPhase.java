package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.render.Workspace;
import java.util.List;

/** Deletes Calico's workloads, the point of no return: first the Application learns to prune, then they leave Git. */
final class RemoveCalicoWorkloadsPhase implements Phase {

    @Override
    public String id() {
        return "remove-calico-workloads";
    }

    @Override
    public String title() {
        return "remove Calico's workloads (no way back)";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(
                Step.of(id() + "-prune", "let Argo CD prune Calico", workspace -> prune(migration, workspace))
                        .prose(id() + "/message-prune.md")
                        .word(
                                "guarded",
                                migration.inventory().objects().stream().anyMatch(CalicoObject::guarded))
                        .word(
                                "manual",
                                migration.inventory().calicoApplication().manual())
                        .gates("calico-healthy", "calico-address", "prune-background", "pods-managed")
                        .noUndo(
                                "none, and none needed: nothing is deleted yet, and the next phase relies on the setting."),
                Step.of(id(), title(), workspace -> remove(migration, workspace))
                        .word(
                                "calicoFiles",
                                CalicoRemoval.losing(
                                        migration,
                                        object -> migration.calico().workloads().contains(object.kindAndName())))
                        .gates("calico-pods-gone", "nodes-schedulable", "pods-managed")
                        .noUndo("none. Point of no return: the way back is a new migration, from Cilium to Calico.")
                        .pointOfNoReturn());
    }

    private static void prune(Migration migration, Workspace workspace) {
        ApplicationFile application = migration.inventory().calicoApplication();
        workspace.edit(application.path(), application::pruneInBackground);
        CalicoRemoval.unguard(workspace, migration);
    }

    private static void remove(Migration migration, Workspace workspace) {
        List<String> workloads = migration.calico().workloads();
        CalicoRemoval.remove(
                workspace, migration.inventory().calicoFiles(), object -> workloads.contains(object.kindAndName()));
    }
}
