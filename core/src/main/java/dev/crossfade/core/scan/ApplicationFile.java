package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/**
 * The customer's Argo CD Application that applies Calico, as it stands in Git.
 *
 * @param path the file that keeps it
 * @param manual true where people sync it, because automated sync is absent or switched off
 * @param former what its sync policy says without the migration
 */
public record ApplicationFile(String path, String name, boolean manual, FormerSync former) {

    private static final YamlPath AUTOMATED = FormerSync.AUTOMATED;
    private static final YamlPath OPTIONS = FormerSync.OPTIONS;
    private static final YamlPath FINALIZERS = YamlPath.parse("metadata.finalizers");

    public static ApplicationFile of(String path, String name, YamlDocument document) {
        return new ApplicationFile(path, name, !syncs(document), FormerSync.of(document));
    }

    private static boolean syncs(YamlDocument document) {
        return SyncRules.automated(document, new YamlPath(List.of()));
    }

    /** True where an Application deletes by itself what leaves Git. */
    static boolean prunes(YamlDocument document) {
        return syncs(document) && document.get(AUTOMATED.child("prune")).equals(Optional.of(true));
    }

    /** Lets the Application delete what leaves Git, without waiting for dependents (tigera/operator#3413). */
    public YamlFile pruneInBackground(YamlFile file) {
        int document = document(file).index();
        YamlFile edited = file.set(document, AUTOMATED.child("prune"), true, FormerSync.PRUNES);
        if (document(edited).get(AUTOMATED.child("enabled")).equals(Optional.of(false))) {
            edited = edited.set(document, AUTOMATED.child("enabled"), true, FormerSync.SYNCS);
        }
        int guard = SyncOptions.guardAmong(options(edited));
        while (guard >= 0) {
            edited = edited.remove(document, OPTIONS.child(guard));
            guard = SyncOptions.guardAmong(options(edited));
        }
        List<?> options = options(edited);
        for (int i = 0; i < options.size(); i++) {
            if (String.valueOf(options.get(i)).startsWith(FormerSync.PROPAGATION)) {
                return edited.set(document, OPTIONS.child(i), FormerSync.WANTED, null);
            }
        }
        return edited.append(document, OPTIONS, FormerSync.WANTED, FormerSync.BACKGROUND);
    }

    /** Takes back that it prunes, where it stays for what else it applies. */
    public YamlFile released(YamlFile file) {
        return former.restored(file, document(file).index());
    }

    /** Gives the Application a finalizer, so that what it applied goes with it. */
    public YamlFile cascade(YamlFile file, String finalizer) {
        return file.set(
                document(file).index(),
                FINALIZERS,
                List.of(finalizer),
                "migration: the next commit deletes this Application, and what it applied goes with it");
    }

    /** Keeps an Application that is about to go from bringing back, from the commit before, what a Job deletes. */
    public YamlFile withoutSelfHeal(YamlFile file) {
        YamlPath selfHeal = AUTOMATED.child("selfHeal");
        return document(file).get(selfHeal).equals(Optional.of(true))
                ? file.set(
                        document(file).index(),
                        selfHeal,
                        false,
                        "migration: nothing may bring back the CRDs that the next commit's Job deletes")
                : file;
    }

    /** True while the file still keeps it. */
    public boolean isIn(YamlFile file) {
        return search(file, name).isPresent();
    }

    public YamlFile without(YamlFile file) {
        return file.removeDocument(document(file).index());
    }

    private List<?> options(YamlFile file) {
        return document(file)
                .get(OPTIONS)
                .filter(List.class::isInstance)
                .map(List.class::cast)
                .orElse(List.of());
    }

    private YamlDocument document(YamlFile file) {
        return search(file, name)
                .orElseThrow(() -> new IllegalStateException("no Application " + name + " in " + path));
    }

    public static Optional<YamlDocument> search(YamlFile file, String name) {
        return file.documents().stream()
                .filter(document -> DeclaredObject.of(file.name(), document)
                        .filter(object -> object.kindAndName().equals("Application/" + name))
                        .isPresent())
                .findFirst();
    }
}
