package dev.crossfade.core.kustomize;

import dev.crossfade.core.render.SymbolicLink;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the patches of kustomizations are read from. */
public interface PatchFiles {

    /** @param path from the repository's root */
    Optional<String> text(String path);

    /** The symbolic links, which are no files, by their paths, and what is written in each. */
    default Map<String, String> links() {
        return Map.of();
    }

    static PatchFiles of(Tree tree) {
        return of(tree, tree::read);
    }

    /** @param texts of the tree */
    static PatchFiles of(Tree tree, Function<String, Optional<String>> texts) {
        return new PatchFiles() {

            @Override
            public Optional<String> text(String path) {
                return texts.apply(path);
            }

            @Override
            public Map<String, String> links() {
                return tree.links();
            }
        };
    }

    /**
     * Says that a patch has no text, and what whoever sees a file there should know.
     *
     * @param folder that of the kustomization
     * @param name as it names the patch
     * @param place where it does
     */
    default Problem missing(String folder, String name, Where place) {
        String path = Paths.from(folder, name);
        Map<String, String> links = links();
        return links.keySet().stream()
                .filter(link -> path.equals(link) || path.startsWith(link + "/"))
                .findFirst()
                .map(link -> linked(link, path, folder, name, place))
                .orElseGet(() -> Problem.blocker(
                        ErrorCode.INPUT_NOT_FOUND,
                        place,
                        "patch " + name + " is not in this repository, and no plan is made from what it cannot read",
                        "commit it beside the kustomization, or take the entry out"));
    }

    private Problem linked(String link, String path, String folder, String name, Where place) {
        Optional<String> target = SymbolicLink.target(path, links());
        // kustomize refuses a file outside the kustomization's folder (kustomize
        // api/internal/loader/loadrestrictions.go)
        String within = folder.isEmpty() ? "" : folder + "/";
        Optional<String> beside =
                target.filter(real -> real.startsWith(within)).map(real -> real.substring(within.length()));
        return Problem.blocker(
                ErrorCode.INPUT_NOT_FOUND,
                place,
                "patch " + name
                        + (path.equals(link) ? " is a symbolic link" : " lies behind symbolic link " + link)
                        + target.map(real -> ", and the file itself is " + real)
                                .orElse(" that leads out of the repository, or round in a circle")
                        + ": no plan is made from what a link leads to",
                "put what it leads to in the link's place, and commit it"
                        + beside.map(real -> "; or write " + real + " in this entry, and take the link out of Git")
                                .orElse(""));
    }
}
