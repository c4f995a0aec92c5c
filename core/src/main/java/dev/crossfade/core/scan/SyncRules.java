package dev.crossfade.core.scan;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How an Application, or each one that an ApplicationSet makes, applies what it reads.
 *
 * @param owner for people, with the file
 * @param name the Application's name; an ApplicationSet's has the file
 * @param root the Application in the document: its root, or the template of an ApplicationSet
 */
public record SyncRules(String owner, String name, String file, YamlDocument document, YamlPath root) {

    /** argo-cd docs/user-guide/skip_reconcile.md. */
    private static final String SKIP = "argocd.argoproj.io/skip-reconcile";

    /** What Go's strconv.ParseBool takes for true, as argo-cd common/common.go says of the annotation. */
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    static SyncRules of(FileUser user, YamlDocument document) {
        return new SyncRules(user.toString(), user.name(), user.file(), document, new YamlPath(List.of()));
    }

    /** True where no person has to sync it; a patch of an ApplicationSet's template is believed. */
    public boolean automated() {
        return automated(document, root)
                || document.get(YamlPath.parse("spec.templatePatch"))
                        .filter(patch -> String.valueOf(patch).contains("automated"))
                        .isPresent();
    }

    static boolean automated(YamlDocument document, YamlPath root) {
        YamlPath automated = below(root, "spec", "syncPolicy", "automated");
        return document.get(automated).isPresent()
                && !document.get(automated.child("enabled")).equals(Optional.of(false));
    }

    /** True where it deletes by itself what leaves Git; a patch is believed here, too. */
    public boolean prunes() {
        YamlPath prune = below(root, "spec", "syncPolicy", "automated", "prune");
        return automated()
                && (document.get(prune).equals(Optional.of(true))
                        || document.get(YamlPath.parse("spec.templatePatch"))
                                .filter(patch -> String.valueOf(patch)
                                        .replaceAll("[\"']", "")
                                        .contains("prune: true"))
                                .isPresent());
    }

    /** True where it takes back what somebody changes in the cluster. */
    public boolean selfHeals() {
        YamlPath selfHeal = below(root, "spec", "syncPolicy", "automated", "selfHeal");
        return automated(document, root) && document.get(selfHeal).equals(Optional.of(true));
    }

    /** Where it says that Argo CD is to leave the whole Application alone. */
    public Optional<Where> skipped() {
        YamlPath skip = below(root, "metadata", "annotations", SKIP);
        return document.get(skip)
                .filter(value -> TRUE.contains(String.valueOf(value)))
                .map(value -> document.where(skip));
    }

    public List<IgnoredDifference> ignored() {
        YamlPath list = below(root, "spec", "ignoreDifferences");
        List<IgnoredDifference> ignored = new ArrayList<>();
        int size = document.get(list).orElse(null) instanceof List<?> items ? items.size() : 0;
        for (int i = 0; i < size; i++) {
            ignored.add(new IgnoredDifference(document, list.child(i)));
        }
        return ignored;
    }

    /** Where objects go that name no namespace. */
    public String namespace() {
        return document.get(below(root, "spec", "destination", "namespace"))
                .map(String::valueOf)
                .orElse("");
    }

    public Where policy() {
        return document.where(below(root, "spec", "syncPolicy"));
    }

    private static YamlPath below(YamlPath root, String... steps) {
        YamlPath path = root;
        for (String step : steps) {
            path = path.child(step);
        }
        return path;
    }
}
