package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.render.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Takes away what Calico leaves: the relaxation first, then accounts and rights, its CRDs last. */
final class RemoveCalicoLeftoversPhase implements Phase {

    @Override
    public String id() {
        return "remove-calico-leftovers";
    }

    @Override
    public String title() {
        return "remove Calico's CRDs";
    }

    @Override
    public List<Step> steps(Migration migration) {
        List<Step> steps = new ArrayList<>();
        if (new RelaxPoliciesPhase().skipped(migration).isEmpty()) {
            steps.add(Step.of(
                            id() + "-relaxation",
                            "remove the relaxation",
                            workspace -> workspace.delete(RelaxPoliciesPhase.path(migration)))
                    .prose(id() + "/message-relaxation.md")
                    .gates("relaxation-gone", "pods-managed")
                    .noUndo("none: nothing reads Calico's policies any more."));
        }
        steps.add(Step.of(
                        id() + "-rbac",
                        "remove Calico's accounts and rights",
                        workspace -> removeCompanions(migration, workspace))
                .prose(id() + "/message-rbac.md")
                .word("losing", CalicoRemoval.losing(migration, object -> isCompanion(migration, object)))
                .gates("calico-rbac-gone", "pods-managed")
                .noUndo("none."));
        steps.add(Step.of(id(), title(), workspace -> removeRest(migration, workspace))
                .gates("calico-crds-gone", "pods-managed")
                .noUndo("none: with its CRDs go Calico's pools, policies and address book."));
        return steps;
    }

    /** The last commit deletes the folder's last files, so the Application that owns them learns to take them along. */
    private static void removeCompanions(Migration migration, Workspace workspace) {
        CalicoRemoval.remove(workspace, migration.inventory().calicoFiles(), object -> isCompanion(migration, object));
        ApplicationFile application = migration.inventory().calicoApplication();
        if (application.losesLastFile(workspace, object -> CalicoRemoval.isCrd(object, migration.calico()))) {
            workspace.edit(application.path(), file -> application.cascade(file, InstallCiliumPhase.FINALIZER));
        }
    }

    private static boolean isCompanion(Migration migration, CalicoObject object) {
        return migration.calico().companions().contains(object.kindAndName()) || CalicoRemoval.isCustomResource(object);
    }

    private static void removeRest(Migration migration, Workspace workspace) {
        ApplicationFile application = migration.inventory().calicoApplication();
        boolean last = application.losesLastFile(workspace, object -> CalicoRemoval.isCrd(object, migration.calico()));
        CalicoRemoval.remove(
                workspace,
                migration.inventory().calicoFiles(),
                object -> CalicoRemoval.isCrd(object, migration.calico()));
        if (last) {
            workspace.edit(application.path(), application::without);
        }
    }
}
