package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Argo CD's sync options that keep an object when its file goes (argo-cd docs/user-guide/sync-options.md). */
public final class SyncOptions {

    /** Annotation that carries them on an object. */
    public static final String NAME = "argocd.argoproj.io/sync-options";

    /** The options of an object that must not vanish by accident. */
    public static final String GUARD = "Prune=false,Delete=false";

    public static final YamlPath ANNOTATION = YamlPath.of("metadata", "annotations", NAME);
    private static final Set<String> GUARDS = Set.of("Prune=false", "Prune=confirm", "Delete=false", "Delete=confirm");

    private SyncOptions() {}

    /** True where the object would stay although its file goes. */
    public static boolean isGuarded(YamlDocument document) {
        return options(document).anyMatch(GUARDS::contains);
    }

    /** The file with this document's guard taken off; its other options stay. */
    public static YamlFile withoutGuard(YamlFile file, int index) {
        Optional<YamlDocument> document =
                file.documents().stream().filter(each -> each.index() == index).findFirst();
        if (document.filter(SyncOptions::isGuarded).isEmpty()) {
            return file;
        }
        String rest = unguarding(document.get());
        return rest.isEmpty() ? file.remove(index, ANNOTATION) : file.set(index, ANNOTATION, rest, null);
    }

    /** The document's options but the guards; empty where it has no others. */
    public static String unguarding(YamlDocument document) {
        return options(document).filter(option -> !GUARDS.contains(option)).collect(Collectors.joining(","));
    }

    /** True for a text of options with a guard among them. */
    public static boolean isGuard(Object text) {
        return options(text).anyMatch(GUARDS::contains);
    }

    /** Position of the first guard in a list of options; -1 where there is none. */
    static int guardAmong(List<?> options) {
        for (int i = 0; i < options.size(); i++) {
            if (GUARDS.contains(String.valueOf(options.get(i)))) {
                return i;
            }
        }
        return -1;
    }

    private static Stream<String> options(YamlDocument document) {
        return document.get(ANNOTATION).stream().flatMap(SyncOptions::options);
    }

    private static Stream<String> options(Object text) {
        return Stream.of(String.valueOf(text).split(",")).map(String::strip);
    }
}
