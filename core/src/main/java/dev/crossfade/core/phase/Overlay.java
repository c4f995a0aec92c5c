package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlPath;

/** Edits of the temporary values file. */
final class Overlay {

    private Overlay() {}

    /** Sets a key with the reason that it has from now on. */
    static void set(Workspace workspace, Layout layout, String key, Object value, String why) {
        workspace.edit(layout.overlay(), file -> file.set(0, YamlPath.parse(key), value, why));
    }

    static void remove(Workspace workspace, Layout layout, String key) {
        workspace.edit(layout.overlay(), file -> file.remove(0, YamlPath.parse(key)));
    }
}
