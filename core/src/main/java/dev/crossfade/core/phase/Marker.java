package dev.crossfade.core.phase;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the marker in a tree says: the last phase that was merged, its number, the plan, and what was undone since. */
public record Marker(
        String phase, int number, String plan, @Nullable String undone) {

    /** The marker of a tree, or nothing before the first phase. */
    public static Optional<Marker> read(Tree tree, Layout layout) {
        return tree.read(layout.marker()).map(text -> of(layout.marker(), text));
    }

    /** The same, saying that a phase was undone since. */
    public Marker undoing(String id) {
        return new Marker(phase, number, plan, id);
    }

    /** The manifest, from its template: undone comes right below phase and number, so that Git merges neither past the other. */
    String text(Migration migration, String name, String namespace) {
        Manifest manifest = Manifest.of(migration.templates(), "prepare/configmap-crossfade.yaml")
                .set("metadata.name", name)
                .set("metadata.namespace", namespace)
                .set("data.phase", phase)
                .set("data.number", String.valueOf(number))
                .set("data.plan", plan);
        return undone == null
                ? manifest.text()
                : manifest.set("data.undone", undone).text();
    }

    /** The marker among the cluster's objects. */
    public String clusterManifest(Migration migration) {
        return text(migration, migration.layout().name(), Layout.NAMESPACE);
    }

    /** The marker beside the Applications, which keeps their folder from ever being empty. */
    public String applicationsManifest(Migration migration) {
        return text(
                migration,
                migration.layout().applicationsName(),
                migration.spec().argo().namespace());
    }

    private static Marker of(String path, String text) {
        YamlFile file = YamlFile.parse(path, text);
        String number = value(file, "number").orElse("");
        if (!number.matches("[1-9][0-9]{0,3}")) {
            throw broken(path, "data.number is '" + number + "', not a phase number");
        }
        return new Marker(
                value(file, "phase").orElseThrow(() -> broken(path, "data.phase is missing")),
                Integer.parseInt(number),
                value(file, "plan").orElseThrow(() -> broken(path, "data.plan is missing")),
                value(file, "undone").orElse(null));
    }

    private static Optional<String> value(YamlFile file, String key) {
        return file.documents().stream()
                .findFirst()
                .flatMap(document -> document.get(YamlPath.of("data", key)))
                .map(String::valueOf);
    }

    private static CrossfadeException broken(String path, String what) {
        return new CrossfadeException(
                ErrorCode.MARKER_UNREADABLE,
                Where.file(path),
                "the marker cannot be read: " + what,
                "restore the file from the last merged phase: git log -- " + path);
    }
}
