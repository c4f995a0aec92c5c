package dev.crossfade.core.scan;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes object somewhere in the repository: a document of its own, or an item of a List.
 *
 * @param root the object in the document
 */
public record RepositoryObject(String file, YamlDocument document, YamlPath root) {

    public String kind() {
        return text("kind");
    }

    /** The API group, empty for the core group. */
    public String group() {
        String apiVersion = text("apiVersion");
        return apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
    }

    public String name() {
        return text("metadata.name");
    }

    /** For people: {@code NetworkPolicy kafka/clients}. */
    public String title() {
        String namespace = text("metadata.namespace");
        return kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name();
    }

    public Optional<Object> get(YamlPath path) {
        return document.get(inDocument(path));
    }

    /** The text at a dotted path, or nothing as an empty one. */
    public String text(String path) {
        return get(YamlPath.parse(path)).map(String::valueOf).orElse("");
    }

    /** The list at a dotted path; what is no list is an empty one. */
    public List<?> list(String path) {
        return list(YamlPath.parse(path));
    }

    public List<?> list(YamlPath path) {
        return get(path)
                .filter(List.class::isInstance)
                .map(found -> (List<?>) found)
                .orElse(List.of());
    }

    /** The keys of the map at a path; what is no map has none. */
    public List<String> keys(YamlPath path) {
        return get(path)
                .filter(Map.class::isInstance)
                .map(map ->
                        ((Map<?, ?>) map).keySet().stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    public Where where(YamlPath path) {
        return document.where(inDocument(path));
    }

    public Where where() {
        return where(YamlPath.of("kind"));
    }

    private YamlPath inDocument(YamlPath path) {
        List<Object> steps = new ArrayList<>(root.steps());
        steps.addAll(path.steps());
        return new YamlPath(steps);
    }
}
