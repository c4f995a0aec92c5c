package dev.crossfade.core.calico;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.inventory.CalicoNode;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.spec.AddressDetection;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.function.Predicate;

/** Calico in plain manifests of the customer's: documents are edited and taken out, all others keep their bytes. */
final class ManifestKeeper implements CalicoKeeper {

    private final CalicoInventory calico;
    private final CalicoNames names;
    private final CalicoHome.Files home;

    ManifestKeeper(CalicoInventory calico, CalicoNames names, CalicoHome.Files home) {
        this.calico = calico;
        this.names = names;
        this.home = home;
    }

    @Override
    public String pinned() {
        return calico.pinnedObject().file();
    }

    @Override
    public void pin(Workspace workspace, AddressDetection detection, String why) {
        DeclaredObject object = calico.pinnedObject();
        workspace.edit(object.file(), file -> pin(file, object, detection, why));
    }

    static YamlFile pin(YamlFile file, DeclaredObject object, AddressDetection detection, String why) {
        if (object.kind().equals("Installation")) {
            int document = Documents.require(file, object).index();
            return AddressPin.inInstallation(file, document, YamlPath.of("spec"), detection, why);
        }
        CalicoNode node =
                CalicoNode.search(file, object.name()).orElseThrow(() -> Documents.missing(file, object.kindAndName()));
        return AddressPin.inDaemonSet(file, node, detection, why);
    }

    @Override
    public void release(Workspace workspace) {
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), owner::pruneInBackground);
        for (String path : calico.files()) {
            workspace.edit(path, file -> {
                YamlFile edited = file;
                for (YamlDocument document : file.documents()) {
                    boolean named =
                            DeclaredObject.of(path, document).filter(names::are).isPresent();
                    edited = named ? SyncOptions.withoutGuard(edited, document.index()) : edited;
                }
                return edited;
            });
        }
    }

    @Override
    public boolean keeps(DeclaredObject object) {
        return calico.objects().contains(object);
    }

    @Override
    public void remove(Workspace workspace, Predicate<DeclaredObject> choice) {
        Documents.remove(workspace, calico.files(), choice);
    }

    @Override
    public List<String> losing(Predicate<DeclaredObject> choice) {
        return calico.objects().stream()
                .filter(choice)
                .map(DeclaredObject::file)
                .distinct()
                .toList();
    }

    @Override
    public boolean endsWithApplication() {
        return home.otherFiles().isEmpty()
                && calico.objects().stream().allMatch(object -> names.are(object) && !names.stays(object));
    }

    @Override
    public void arm(Workspace workspace, String finalizer, Predicate<DeclaredObject> rest) {
        requireNothingElse(workspace, rest);
        ApplicationFile owner = home.owner();
        workspace.edit(owner.path(), file -> owner.withoutSelfHeal(owner.cascade(file, finalizer)));
    }

    @Override
    public void end(Workspace workspace, Predicate<DeclaredObject> rest) {
        boolean ends = endsWithApplication();
        if (ends) {
            requireNothingElse(workspace, rest);
        }
        remove(workspace, rest);
        if (ends) {
            workspace.edit(home.owner().path(), home.owner()::without);
        }
    }

    /** What the folder got since the plan was made would go along with its Application by mistake. */
    private void requireNothingElse(Workspace workspace, Predicate<DeclaredObject> rest) {
        if (!home.folder().losesLastFile(workspace, rest)) {
            throw new CrossfadeException(
                    ErrorCode.APPLICATION_FOLDER_CHANGED,
                    Where.file(home.folder().path()),
                    "the folder of Application " + home.owner().name() + " got other objects since the migration began,"
                            + " and deleting the Application would delete them",
                    "move them to a folder of their own");
        }
    }
}
