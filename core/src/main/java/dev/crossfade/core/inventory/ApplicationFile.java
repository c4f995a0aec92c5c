package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The customer's Argo CD Application that applies Calico, as it stands in Git.
 *
 * @param path the file that keeps it
 * @param folder the folder that it syncs
 */
public record ApplicationFile(String path, String name, String folder) {

    private static final YamlPath PRUNE = YamlPath.parse("spec.syncPolicy.automated.prune");
    private static final YamlPath OPTIONS = YamlPath.parse("spec.syncPolicy.syncOptions");
    private static final YamlPath FINALIZERS = YamlPath.parse("metadata.finalizers");

    /** Lets the Application delete what leaves Git, without waiting for dependents (tigera/operator#3413). */
    public YamlFile pruneInBackground(YamlFile file) {
        int document = document(file).index();
        YamlFile edited = file.set(
                document, PRUNE, true, "migration: what leaves Git leaves the cluster; Calico's workloads are next");
        String option = "PrunePropagationPolicy=";
        List<?> options = document(edited)
                .get(OPTIONS)
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .orElse(List.of());
        for (int i = 0; i < options.size(); i++) {
            if (String.valueOf(options.get(i)).startsWith(option)) {
                return edited.set(document, OPTIONS.child(i), option + "background", null);
            }
        }
        return edited.append(
                document,
                OPTIONS,
                option + "background",
                "migration: foreground deletion can lock up on Calico's finalizers");
    }

    /** Gives the Application a finalizer, so that what it applied goes with it. */
    public YamlFile cascade(YamlFile file, String finalizer) {
        return file.set(
                document(file).index(),
                FINALIZERS,
                List.of(finalizer),
                "migration: the next commit deletes this Application, and the CRDs go with it");
    }

    public YamlFile without(YamlFile file) {
        return file.removeDocument(document(file).index());
    }

    /** True where nothing is left in the Application's folder once the chosen objects have left it. */
    public boolean losesLastFile(Tree tree, Predicate<CalicoObject> chosen) {
        return tree.list(folder).stream()
                .allMatch(file -> YamlFile.parse(file, tree.read(file).orElse("")).documents().stream()
                        .allMatch(document -> document.root() == null
                                || CalicoObject.of(file, document)
                                        .filter(chosen)
                                        .isPresent()));
    }

    private YamlDocument document(YamlFile file) {
        return search(file, name)
                .orElseThrow(() -> new IllegalStateException("no Application " + name + " in " + path));
    }

    static Optional<YamlDocument> search(YamlFile file, String name) {
        return file.documents().stream()
                .filter(document -> CalicoObject.of(file.name(), document)
                        .filter(object -> object.kindAndName().equals("Application/" + name))
                        .isPresent())
                .findFirst();
    }
}
