package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlPath;

/** Edits of the temporary values file. */
final class Overlay {

    /** What a reviewer must know of a value that a revert takes back with later phases merged: they stop until it is there. */
    static final String REVERT_IN_TIME =
            " With later phases merged crossfade rollback is the better way: it takes the next phase's open proposal off the"
                    + " table, too. After a plain revert run crossfade propose, which does that. The next phase rests on this value,"
                    + " and stops with phase-lost until it is back.";

    private Overlay() {}

    /** Sets a key with the reason that it has from now on. */
    static void set(Workspace workspace, Layout layout, String key, Object value, String why) {
        workspace.edit(layout.overlay(), file -> file.set(0, YamlPath.parse(key), value, why));
    }

    static void remove(Workspace workspace, Layout layout, String key) {
        workspace.edit(layout.overlay(), file -> file.remove(0, YamlPath.parse(key)));
    }
}
