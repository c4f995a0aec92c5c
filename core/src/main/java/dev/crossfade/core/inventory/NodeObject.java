package dev.crossfade.core.inventory;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/**
 * An object that makes nodes, by what stays the same while the migration edits it.
 *
 * @param namespace as the file says it; empty where it says none
 */
public record NodeObject(String file, String kind, String namespace, String name) {

    static NodeObject of(String file, String kind, YamlDocument document) {
        return new NodeObject(file, kind, text(document, "metadata.namespace"), text(document, "metadata.name"));
    }

    /** The document of the object, as the file stands now. */
    public YamlDocument in(YamlFile now) {
        return search(now)
                .orElseThrow(() -> new CrossfadeException(
                        ErrorCode.NODE_TEMPLATE_NOT_FOUND,
                        Where.file(file),
                        "the file has no " + kind + " " + name + " any more",
                        "put it back as it was when the migration began, or correct spec.nodes.templates"));
    }

    public Optional<YamlDocument> search(YamlFile now) {
        return now.documents().stream().filter(this::is).findFirst();
    }

    private boolean is(YamlDocument document) {
        return text(document, "kind").equals(kind)
                && text(document, "metadata.name").equals(name)
                && text(document, "metadata.namespace").equals(namespace);
    }

    /** The object in the same place under another name. */
    public NodeObject named(String other) {
        return new NodeObject(file, kind, namespace, other);
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }

    static String text(YamlDocument document, String path) {
        return document.get(YamlPath.parse(path)).map(String::valueOf).orElse("");
    }
}
