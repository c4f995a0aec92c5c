package dev.crossfade.core.kustomize;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which objects a patch is for.
 *
 * @param exact true where the fields are an object's own, false where they are patterns and an empty one is for all
 * @param labelled true where labels or annotations choose, too
 */
record PatchTarget(
        boolean exact, String group, String version, String kind, String name, String namespace, boolean labelled) {

    /** Whether a patch is for an object. */
    enum Match {
        NO,
        MAYBE,
        YES
    }

    /** The object that a patch names by being a piece of it. */
    static PatchTarget of(YamlDocument patch) {
        String[] api = api(patch);
        return new PatchTarget(
                true,
                api[0],
                api[1],
                text(patch, "kind"),
                text(patch, "metadata.name"),
                text(patch, "metadata.namespace"),
                false);
    }

    /** A selector under {@code target} (kustomize api/types/selector.go); each pattern is for the whole text. */
    static PatchTarget of(Map<?, ?> target) {
        return new PatchTarget(
                false,
                text(target, "group"),
                text(target, "version"),
                text(target, "kind"),
                text(target, "name"),
                text(target, "namespace"),
                target.get("labelSelector") != null || target.get("annotationSelector") != null);
    }

    Match match(YamlDocument object, Overrides.Renamed renamed) {
        return match(object, text(object, "metadata.namespace"), renamed);
    }

    /** @param first the namespace before any kustomization gave it another one: patches may still name that one */
    Match match(YamlDocument object, String first) {
        return match(object, first, new Overrides.Renamed(false, false));
    }

    private Match match(YamlDocument object, String first, Overrides.Renamed renamed) {
        String[] api = api(object);
        boolean named = is(group, api[0])
                && is(version, api[1])
                && is(kind, text(object, "kind"))
                && (renamed.name() || is(name, text(object, "metadata.name")))
                && (renamed.namespace() || isIn(object, first) || isIn(object, text(object, "metadata.namespace")));
        if (!named) {
            return Match.NO;
        }
        return labelled ? Match.MAYBE : Match.YES;
    }

    /** kustomize api/resmap/reswrangler.go, Select and GetById. */
    private boolean isIn(YamlDocument object, String found) {
        String effective = Namespaces.effective(object, found);
        return exact ? Namespaces.effective(object, namespace).equals(effective) : is(namespace, effective);
    }

    private boolean is(String wanted, String found) {
        if (exact) {
            return wanted.equals(found);
        }
        try {
            return wanted.isEmpty() || Pattern.matches(wanted, found);
        } catch (PatternSyntaxException noPattern) {
            return wanted.equals(found);
        }
    }

    private static String[] api(YamlDocument object) {
        String apiVersion = text(object, "apiVersion");
        int slash = apiVersion.indexOf('/');
        return new String[] {slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1)};
    }

    private static String text(YamlDocument document, String path) {
        Optional<Object> found = document.get(YamlPath.parse(path));
        return found.map(String::valueOf).orElse("");
    }

    private static String text(Map<?, ?> target, String key) {
        return target.get(key) == null ? "" : String.valueOf(target.get(key));
    }
}
