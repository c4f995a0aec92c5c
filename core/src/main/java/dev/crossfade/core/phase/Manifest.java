package dev.crossfade.core.phase;

import dev.crossfade.core.render.Templates;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;

/** A template of objects while it is filled in: comments and order stay, values come from typed code. */
record Manifest(YamlFile file) {

    static Manifest of(Templates templates, String path) {
        return new Manifest(YamlFile.parse(path, templates.yaml(path)));
    }

    /** Sets a value in the first document. */
    Manifest set(String path, Object value) {
        return set(0, YamlPath.parse(path), value);
    }

    Manifest set(int document, YamlPath path, Object value) {
        return new Manifest(file.set(document, path, value, null));
    }

    Manifest remove(int document, YamlPath path) {
        return new Manifest(file.remove(document, path));
    }

    String text() {
        return file.text();
    }
}
