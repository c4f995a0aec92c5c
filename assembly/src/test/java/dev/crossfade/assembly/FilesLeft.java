package dev.crossfade.assembly;

import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.FileUsers;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;
import java.util.stream.Stream;

/** What of Calico's a tree still applies, or keeps for somebody who would. */
final class FilesLeft {

    /** Texts that no file for this cluster has in the end, in comments neither. */
    private static final List<String> TEXTS =
            List.of("calico-node", "operator.tigera.io", "# migration: a Cilium interface");

    private FilesLeft() {}

    /** Each as its file and its name; what Calico's names say stays is not told. */
    static List<String> of(MapTree tree, CalicoNames names) {
        FileUsers users = RepositoryScan.of(tree).users();
        return tree.list("").stream()
                .filter(path -> path.endsWith(".yaml") && !path.startsWith("charts/"))
                // a base may be another cluster's, unless an Application still has it built
                .filter(path ->
                        !path.startsWith("bases/") || !users.applications(path).isEmpty())
                .flatMap(path -> Stream.concat(objects(tree, path, names), texts(tree, path)))
                .toList();
    }

    private static Stream<String> objects(MapTree tree, String path, CalicoNames names) {
        return Parsed.documents(tree, path).stream()
                .flatMap(document -> DeclaredObject.of(path, document).stream())
                .filter(object -> names.are(object) && !names.stays(object))
                .map(object -> path + " " + object.kindAndName());
    }

    private static Stream<String> texts(MapTree tree, String path) {
        boolean told = path.matches("(network|apps|infra|kafka)/.*") && !path.matches("network/(cilium|migration)/.*");
        String text = tree.read(path).orElseThrow();
        return TEXTS.stream().filter(each -> told && text.contains(each)).map(each -> path + " " + each);
    }
}
