package dev.crossfade.core.calico;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Finds documents in files and takes them out; all other documents keep their bytes. */
final class Documents {

    private Documents() {}

    static YamlDocument require(YamlFile file, DeclaredObject object) {
        return object.in(file).orElseThrow(() -> missing(file, object.kindAndName()));
    }

    /** The plan saw the object when the migration began. */
    static CrossfadeException missing(YamlFile file, String what) {
        return missing(file.name(), what);
    }

    static CrossfadeException missing(String file, String what) {
        return new CrossfadeException(
                ErrorCode.CALICO_NOT_FOUND,
                Where.file(file),
                "the file does not have " + what + " any more",
                "put it back, or undo the change that took it out");
    }

    /** Removes every document that the choice names; a file without a document left goes. */
    static void remove(Workspace workspace, List<String> files, Predicate<DeclaredObject> choice) {
        for (String path : files) {
            if (workspace.read(path).isPresent()) {
                workspace.edit(path, file -> without(file, choice));
            }
        }
    }

    static YamlFile without(YamlFile file, Predicate<DeclaredObject> choice) {
        List<Integer> doomed = new ArrayList<>();
        for (YamlDocument document : file.documents()) {
            if (DeclaredObject.of(file.name(), document).filter(choice).isPresent()) {
                doomed.add(document.index());
            }
        }
        Collections.reverse(doomed);
        YamlFile rest = file;
        for (int index : doomed) {
            rest = rest.removeDocument(index);
        }
        return rest;
    }
}
