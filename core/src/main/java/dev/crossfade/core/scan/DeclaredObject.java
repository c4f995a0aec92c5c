package dev.crossfade.core.scan;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;

/**
 * One Kubernetes object that a file in Git keeps.
 *
 * @param namespace empty where the document names none
 * @param guarded true where Argo CD would leave the live object when its file goes
 */
public record DeclaredObject(
        String file, String apiVersion, String kind, String namespace, String name, boolean guarded) {

    /** The document as an object, or nothing where it is none (a comment, an empty document). */
    public static Optional<DeclaredObject> of(String file, YamlDocument document) {
        Optional<String> apiVersion = text(document, "apiVersion");
        Optional<String> kind = text(document, "kind");
        Optional<String> name = text(document, "metadata.name");
        return apiVersion.isPresent() && kind.isPresent() && name.isPresent()
                ? Optional.of(new DeclaredObject(
                        file,
                        apiVersion.get(),
                        kind.get(),
                        text(document, "metadata.namespace").orElse(""),
                        name.get(),
                        SyncOptions.isGuarded(document)))
                : Optional.empty();
    }

    /** An object of the repository, whose guard is not asked for. */
    public static DeclaredObject of(RepositoryObject object) {
        return new DeclaredObject(
                object.file(),
                object.text("apiVersion"),
                object.kind(),
                object.text("metadata.namespace"),
                object.name(),
                false);
    }

    public DeclaredObject guarded(boolean inEffect) {
        return new DeclaredObject(file, apiVersion, kind, namespace, name, inEffect);
    }

    public DeclaredObject named(String other) {
        return new DeclaredObject(file, apiVersion, kind, namespace, other, guarded);
    }

    public boolean isNamespace() {
        return apiVersion.equals("v1") && kind.equals("Namespace");
    }

    /** True for the same object, whatever guards it. */
    public boolean same(DeclaredObject other) {
        return guarded(false).equals(other.guarded(false));
    }

    public String kindAndName() {
        return kind + "/" + name;
    }

    /** The document in a file, found by what it is. */
    public Optional<YamlDocument> in(YamlFile parsed) {
        return parsed.documents().stream()
                .filter(document -> of(file, document)
                        .filter(other -> other.kindAndName().equals(kindAndName())
                                && other.apiVersion().equals(apiVersion)
                                && other.namespace().equals(namespace))
                        .isPresent())
                .findFirst();
    }

    private static Optional<String> text(YamlDocument document, String path) {
        return document.get(YamlPath.parse(path))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }
}
