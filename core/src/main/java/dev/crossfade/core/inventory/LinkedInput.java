package dev.crossfade.core.inventory;

import dev.crossfade.core.render.SymbolicLink;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path that is a symbolic link, or lies behind one: no commit has a file of that name. */
final class LinkedInput {

    private LinkedInput() {}

    /** Everything that the specification names by a link. */
    static List<Problem> check(MigrationSpec spec, Tree tree) {
        List<String> paths = new ArrayList<>(InventoryReader.inputs(spec, tree));
        if (spec.calico().source() instanceof CalicoSource.Kustomization source) {
            paths.add(source.kustomization());
        } else if (spec.calico().source() instanceof CalicoSource.Live source) {
            paths.add(source.live());
        }
        Map<String, String> links = tree.links();
        return paths.stream()
                .distinct()
                .flatMap(path -> problem(path, links).stream())
                .toList();
    }

    static Optional<Problem> problem(String path, Map<String, String> links) {
        return links.keySet().stream()
                .filter(link -> path.equals(link) || path.startsWith(link + "/"))
                .findFirst()
                .map(link -> problem(path, link, SymbolicLink.target(path, links)));
    }

    private static Problem problem(String path, String link, Optional<String> target) {
        return Problem.blocker(
                ErrorCode.INPUT_NOT_FOUND,
                Where.file(path),
                (path.equals(link) ? path + " is a symbolic link" : link + " in this path is a symbolic link")
                        + target.map(real -> ", and the file or folder itself is " + real)
                                .orElse(" that leads out of the repository, or round in a circle")
                        + ": Crossfade reads and edits what is committed under the very path that is named",
                "put what it leads to in the link's place, and commit it"
                        + target.map(real -> "; or, before the first phase, take the link out of Git and write " + real
                                        + " wherever " + path + " is named")
                                .orElse(""));
    }
}
