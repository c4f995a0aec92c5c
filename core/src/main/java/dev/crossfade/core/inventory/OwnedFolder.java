package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.ManifestFile;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;

/** Whether Calico's Application and the files that the specification names belong together. */
record OwnedFolder(Tree tree, OwnerReader.FolderOwner owner, CalicoNames names) {

    /** What the Application reads beside the named files, which must hold nothing of Calico's. */
    List<String> others(List<String> named, List<Problem> problems) {
        SyncedFolder folder = owner.folder();
        folder.tool(tree).ifPresent(tool -> problems.add(unsupported(tool, "is no folder of plain manifests")));
        if (folder.filtered()) {
            problems.add(unsupported(owner.application().path(), "chooses its files by include or exclude"));
        }
        for (String file : named) {
            if (!folder.reads(file)) {
                problems.add(Problem.blocker(
                        ErrorCode.APPLICATION_NOT_FOUND,
                        Where.file(owner.application().path()),
                        "Application " + owner.application().name() + " syncs " + folder.path() + " and does not read "
                                + file,
                        "name the Application that applies the files of spec.calico.source.files"));
            }
        }
        List<String> others = new ArrayList<>();
        for (String file : folder.files(tree)) {
            if (!named.contains(file) && hasDocuments(file, problems)) {
                others.add(file);
            }
        }
        return others;
    }

    private boolean hasDocuments(String file, List<Problem> problems) {
        try {
            YamlFile other = YamlFile.parse(file, tree.read(file).orElse(""));
            new ManifestFile(file, other.text())
                    .objects().stream()
                            .filter(this::isCalicos)
                            .findFirst()
                            .ifPresent(object -> problems.add(Problem.blocker(
                                    ErrorCode.CALICO_FILE_UNNAMED,
                                    Where.file(file),
                                    object.kind() + " " + object.name() + " lies in the folder of Application "
                                            + owner.application().name()
                                            + ", and crossfade.yaml does not name its file",
                                    "add the file to spec.calico.source.files, or move it out of the folder")));
            return !other.documents().isEmpty();
        } catch (CrossfadeException unreadable) {
            problems.addAll(unreadable.problems());
            return true;
        }
    }

    /** By the tables, and by what else looks like it: what no phase removes must not stand in the folder unseen. */
    private boolean isCalicos(RepositoryObject object) {
        DeclaredObject calico = DeclaredObject.of(object);
        return (names.are(calico) && !names.stays(calico))
                || object.name().startsWith("calico-")
                || object.name().endsWith(".crd.projectcalico.org");
    }

    private static Problem unsupported(String file, String why) {
        return Problem.blocker(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                Where.file(file),
                "this release writes no plan for a Calico whose folder " + why,
                "supported is: an Application that applies a folder of plain manifests");
    }
}
