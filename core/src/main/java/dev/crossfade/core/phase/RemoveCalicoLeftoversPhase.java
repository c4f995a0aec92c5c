package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.ApplicationFile;
import dev.crossfade.core.inventory.CalicoObject;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        boolean cascades = CalicoRemoval.emptiesFolder(migration);
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
                        workspace -> removeCompanions(migration, cascades, workspace))
                .prose(id() + "/message-rbac.md")
                .word("cascades", cascades)
                .word("losing", CalicoRemoval.losing(migration, object -> isCompanion(migration, object)))
                .gates("calico-rbac-gone", "pods-managed")
                .noUndo("none."));
        steps.add(Step.of(id(), title(), workspace -> removeRest(migration, cascades, workspace))
                .word("cascades", cascades)
                .word(
                        "losing",
                        CalicoRemoval.losing(migration, object -> CalicoRemoval.isCrd(object, migration.calico())))
                .gates(
                        cascades
                                ? new String[] {"calico-crds-gone", "calico-application-gone", "pods-managed"}
                                : new String[] {"calico-crds-gone", "pods-managed"})
                .noUndo("none: with its CRDs go Calico's pools, policies and address book."));
        return steps;
    }

    /** Where the last commit deletes the folder's last files, the Application that owns them learns to take them along. */
    private static void removeCompanions(Migration migration, boolean cascades, Workspace workspace) {
        CalicoRemoval.remove(workspace, migration.inventory().calicoFiles(), object -> isCompanion(migration, object));
        if (cascades) {
            ApplicationFile application = emptied(migration, workspace);
            workspace.edit(application.path(), file -> application.cascade(file, InstallCiliumPhase.FINALIZER));
        }
    }

    /** The Application, whose folder must hold nothing by now that the cascade would take along by mistake. */
    private static ApplicationFile emptied(Migration migration, Workspace workspace) {
        ApplicationFile application = migration.inventory().calicoApplication();
        if (!application.losesLastFile(workspace, object -> CalicoRemoval.isCrd(object, migration.calico()))) {
            throw new CrossfadeException(
                    ErrorCode.APPLICATION_FOLDER_CHANGED,
                    Where.file(application.folder().path()),
                    "the folder of Application " + application.name() + " got other objects since the migration began,"
                            + " and deleting the Application would delete them",
                    "move them to a folder of their own");
        }
        return application;
    }

    private static boolean isCompanion(Migration migration, CalicoObject object) {
        return migration.calico().companions().contains(object.kindAndName()) || CalicoRemoval.isCustomResource(object);
    }

    private static void removeRest(Migration migration, boolean cascades, Workspace workspace) {
        Optional<ApplicationFile> application =
                cascades ? Optional.of(emptied(migration, workspace)) : Optional.empty();
        CalicoRemoval.remove(
                workspace,
                migration.inventory().calicoFiles(),
                object -> CalicoRemoval.isCrd(object, migration.calico()));
        application.ifPresent(owner -> workspace.edit(owner.path(), owner::without));
    }
}
